package org.vipagent.cloud.cloudstack.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudAdapter;
import org.vipagent.cloud.Credentials;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.ProviderSettings;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.cloudstack.CloudStackStep;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/** An endpoint that answers as a test says, and an adapter that speaks to it. */
final class Api implements AutoCloseable {
    static final String PATH = "/client/api";
    static final Credentials CREDENTIALS = new Credentials("api-key-4711", "very-secret-key-0815");
    static final IpAddress VIP = IpAddress.parse("10.5.0.100");
    static final CloudStackStep STEP = new CloudStackStep.AddAddress("nic-1", VIP, "LB", true);

    final WireMockServer server;

    /** Long, because this machine may be busy; short where a test waits for it to pass. */
    Duration requestTimeout = Duration.ofSeconds(5);

    Api(WireMockConfiguration configuration) {
        server = new WireMockServer(configuration);
        server.start();
    }

    Api() {
        this(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    }

    URI endpoint() {
        return URI.create(server.baseUrl() + PATH);
    }

    void answers(String command, ResponseDefinitionBuilder response) {
        server.stubFor(post(urlEqualTo(PATH))
                .withRequestBody(containing("command=" + command + "&"))
                .willReturn(response));
    }

    /** Whatever else is asked. */
    void answersAnything(ResponseDefinitionBuilder response) {
        server.stubFor(post(urlEqualTo(PATH)).atPriority(10).willReturn(response));
    }

    static ResponseDefinitionBuilder json(int status, String content) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"someresponse\":" + content + "}");
    }

    static ResponseDefinitionBuilder error(int code) {
        return json(code, "{\"errorcode\":" + code + ",\"errortext\":\"no\"}");
    }

    int received(String command) {
        return server.findAll(
                        postRequestedFor(urlEqualTo(PATH)).withRequestBody(containing("command=" + command + "&")))
                .size();
    }

    ProviderSettings settings() {
        return settings(endpoint(), Optional.empty(), 1000, requestTimeout);
    }

    static ProviderSettings settings(URI endpoint) {
        return settings(endpoint, Optional.empty(), 1000);
    }

    static ProviderSettings settings(URI endpoint, Duration requestTimeout) {
        return settings(endpoint, Optional.empty(), 1000, requestTimeout);
    }

    static ProviderSettings settings(URI endpoint, Optional<Path> caFile, int requestsPerSecond) {
        return settings(endpoint, caFile, requestsPerSecond, Duration.ofSeconds(5));
    }

    private static ProviderSettings settings(
            URI endpoint, Optional<Path> caFile, int requestsPerSecond, Duration requestTimeout) {
        return new ProviderSettings(
                "test",
                "cloudstack",
                endpoint,
                CREDENTIALS,
                caFile,
                Optional.empty(),
                Duration.ofSeconds(2),
                requestTimeout,
                Duration.ofSeconds(20),
                requestsPerSecond,
                Optional.empty(),
                Set.of(MacAddress.parse("02:00:56:df:00:0f")));
    }

    static ProviderSettings settings(URI endpoint, ProviderSettings.Owner owner, int signatureVersion) {
        return with(settings(endpoint), Optional.empty(), owner, signatureVersion);
    }

    /** Through a proxy. */
    static ProviderSettings settings(URI endpoint, URI proxy) {
        return with(settings(endpoint), Optional.of(proxy), ProviderSettings.Owner.KEY, 3);
    }

    private static ProviderSettings with(
            ProviderSettings like, Optional<URI> proxy, ProviderSettings.Owner owner, int signatureVersion) {
        return new ProviderSettings(
                like.name(),
                like.profile(),
                like.endpoint(),
                like.credentials(),
                like.caFile(),
                proxy,
                like.connectTimeout(),
                like.requestTimeout(),
                like.jobTimeout(),
                like.maxRequestsPerSecond(),
                like.virtualMachine(),
                like.hardwareAddresses(),
                owner,
                signatureVersion);
    }

    static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20).toNanos(), System.nanoTime());
    }

    /** One step against this endpoint, with an adapter of its own. */
    StepOutcome execute() {
        try (CloudStackAdapter adapter = new CloudStackAdapter(settings())) {
            return execute(adapter);
        }
    }

    /** The same with an adapter that is there already. */
    static StepOutcome execute(CloudAdapter adapter) {
        return execute(adapter, soon());
    }

    static StepOutcome execute(CloudAdapter adapter, Deadline deadline) {
        return adapter.execute(claims(), new Stage(List.of(STEP)), () -> true, deadline)
                .steps()
                .get(0);
    }

    /** One look at this endpoint, with an adapter of its own. */
    Observation observe() {
        try (CloudStackAdapter adapter = new CloudStackAdapter(settings())) {
            return adapter.observe(claims(), soon());
        }
    }

    static Claims claims() {
        return new Claims("VI_1", List.of(new SecondaryIp(VIP)), List.of());
    }

    @Override
    public void close() {
        server.stop();
    }
}
