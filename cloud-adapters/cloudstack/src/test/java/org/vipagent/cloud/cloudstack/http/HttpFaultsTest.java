package org.vipagent.cloud.cloudstack.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.cloud.cloudstack.http.Api.error;
import static org.vipagent.cloud.cloudstack.http.Api.json;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.cloudstack.CloudStackStep;
import org.vipagent.net.IpAddress;

class HttpFaultsTest {
    private final Api api = new Api();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aRefusedConnectionChangesNothing() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        URI endpoint = URI.create("http://127.0.0.1:" + closed + Api.PATH);
        try (CloudStackAdapter adapter = new CloudStackAdapter(Api.settings(endpoint))) {
            assertRefused(Api.execute(adapter), Kind.UNREACHABLE);
            assertThat(((Observation.Unseen) adapter.observe(Api.claims(), Api.soon()))
                            .failure()
                            .kind())
                    .isEqualTo(Kind.UNREACHABLE);
        }
    }

    @Test
    void aNameThatCannotBeResolvedChangesNothing() {
        URI endpoint = URI.create("http://cloud.invalid" + Api.PATH);
        try (CloudStackAdapter adapter = new CloudStackAdapter(Api.settings(endpoint))) {
            assertRefused(Api.execute(adapter), Kind.UNREACHABLE);
        }
    }

    @Test
    void aServerThatHangsLeavesTheOutcomeOpen() {
        api.answers("addIpToNic", json(200, "{\"jobid\":\"j\"}").withFixedDelay(10_000));

        api.requestTimeout = Duration.ofMillis(500);
        long start = System.nanoTime();
        assertUnknown(api.execute(), Kind.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        assertThat(api.received("addIpToNic")).isEqualTo(1);
    }

    @Test
    void staticNatMayTakeLongerThanAnyOtherRequest() {
        api.answers("enableStaticNat", json(200, "{\"success\":\"true\"}").withFixedDelay(1_500));
        Step step = new CloudStackStep.EnableStaticNat(
                "ip-1", IpAddress.parse("210.140.68.220"), Api.VIP, "vm-1", "LB", Optional.empty());

        api.requestTimeout = Duration.ofMillis(500);
        try (CloudStackAdapter adapter = new CloudStackAdapter(api.settings())) {
            assertThat(adapter.execute(Api.claims(), new Stage(List.of(step)), () -> true, Api.soon())
                            .steps())
                    .containsExactly(new StepOutcome.Done());
        }
        assertThat(api.received("enableStaticNat")).isEqualTo(1);
    }

    @Test
    void aBodyThatDripsEndsAtTheTimeOut() {
        api.answers("addIpToNic", json(200, "{\"jobid\":\"j\"}").withChunkedDribbleDelay(100, 10_000));

        api.requestTimeout = Duration.ofMillis(500);
        long start = System.nanoTime();
        assertUnknown(api.execute(), Kind.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTHENTICATION",
        "429, THROTTLED",
        "431, REFUSED",
        "432, NOT_PERMITTED",
        "530, SERVER",
        "537, REFUSED"
    })
    void aRefusalIsSentOnceAndClassified(int code, Kind kind) {
        api.answers("addIpToNic", error(code));

        assertRefused(api.execute(), kind);
        assertThat(api.received("addIpToNic")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "504"})
    void aWriteThatAGatewayGaveUpOnIsSentExactlyOnce(int status) {
        api.answers("addIpToNic", aResponse().withStatus(status).withHeader("Retry-After", "0"));

        assertUnknown(api.execute(), Kind.SERVER);
        assertThat(api.received("addIpToNic")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aBrokenConnectionLeavesTheOutcomeOpenAndIsNotTriedAgain(Fault fault) {
        api.answers("addIpToNic", aResponse().withFault(fault));

        assertThat(api.execute()).isInstanceOf(StepOutcome.Unknown.class);
        assertThat(api.received("addIpToNic")).isEqualTo(1);
    }

    @Test
    void aTruncatedBodyLeavesTheOutcomeOpen() {
        api.answers("addIpToNic", aResponse().withStatus(200).withBody("{\"x\":{\"jobid\":\"j"));

        assertUnknown(api.execute(), Kind.PROTOCOL);
    }

    @Test
    void aPageThatIsNotJsonLeavesTheOutcomeOpen() {
        api.answers("addIpToNic", aResponse().withStatus(200).withBody("<html>Please log in</html>"));

        assertUnknown(api.execute(), Kind.PROTOCOL);
    }

    @Test
    void anEndlessBodyIsCutOff() {
        api.answers("addIpToNic", aResponse().withStatus(200).withBody(new byte[BoundedBody.LIMIT + 1]));

        assertThat(api.execute()).isInstanceOf(StepOutcome.Unknown.class);
    }

    @Test
    void aRedirectIsNotFollowed() {
        api.answers("addIpToNic", aResponse().withStatus(302).withHeader("Location", "/elsewhere"));
        api.server.stubFor(any(urlEqualTo("/elsewhere")).willReturn(ok()));

        assertRefused(api.execute(), Kind.PROTOCOL);
        api.server.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
        api.server.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void aCookieIsNotKept() {
        api.answers("addIpToNic", error(431).withHeader("Set-Cookie", "JSESSIONID=1; Path=/"));

        try (CloudStackAdapter adapter = new CloudStackAdapter(Api.settings(api.endpoint()))) {
            Api.execute(adapter);
            Api.execute(adapter);
        }
        assertThat(api.received("addIpToNic")).isEqualTo(2);
        assertThat(api.server.findAll(postRequestedFor(anyUrl())))
                .hasSizeGreaterThan(2)
                .noneMatch(r -> r.containsHeader("Cookie"));
    }

    @Test
    void aJobIsAwaited() {
        api.answers("addIpToNic", json(200, "{\"id\":\"x\",\"jobid\":\"j\"}"));
        pollAnswers(Scenario.STARTED, "second", "{\"jobstatus\":0}");
        pollAnswers("second", "third", "{\"jobstatus\":0}");
        pollAnswers("third", "third", "{\"jobstatus\":1,\"jobresult\":{}}");

        assertThat(api.execute()).isEqualTo(new StepOutcome.Done());
        assertThat(api.received("queryAsyncJobResult")).isEqualTo(3);
        assertThat(api.received("addIpToNic")).isEqualTo(1);
    }

    private void pollAnswers(String state, String next, String content) {
        api.server.stubFor(post(urlEqualTo(Api.PATH))
                .withRequestBody(containing("command=queryAsyncJobResult&"))
                .inScenario("job")
                .whenScenarioStateIs(state)
                .willReturn(json(200, content))
                .willSetStateTo(next));
    }

    @Test
    void aJobThatFailsIsARefusal() {
        api.answers("addIpToNic", json(200, "{\"jobid\":\"j\"}"));
        api.answers(
                "queryAsyncJobResult",
                json(200, "{\"jobstatus\":2,\"jobresult\":{\"errorcode\":530,\"errortext\":\"router says no\"}}"));

        StepOutcome outcome = api.execute();
        assertRefused(outcome, Kind.JOB_FAILED);
        assertThat(((StepOutcome.Refused) outcome).failure().text()).contains("router says no");
    }

    private static void assertRefused(StepOutcome outcome, Kind kind) {
        assertThat(outcome).isInstanceOf(StepOutcome.Refused.class);
        assertThat(((StepOutcome.Refused) outcome).failure().kind()).isEqualTo(kind);
    }

    private static void assertUnknown(StepOutcome outcome, Kind kind) {
        assertThat(outcome).isInstanceOf(StepOutcome.Unknown.class);
        assertThat(((StepOutcome.Unknown) outcome).failure().kind()).isEqualTo(kind);
    }
}
