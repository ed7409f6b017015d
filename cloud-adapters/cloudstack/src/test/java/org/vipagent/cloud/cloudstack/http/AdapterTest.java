package org.vipagent.cloud.cloudstack.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vipagent.cloud.cloudstack.http.Api.error;
import static org.vipagent.cloud.cloudstack.http.Api.json;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.CloudAdapterFactory;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.ProviderSettings;
import org.vipagent.cloud.StepOutcome;

class AdapterTest {
    private static final Pattern EXPIRES = Pattern.compile("expires=([^&]*)&");
    private final Api api = new Api();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void isFoundByItsType() {
        List<String> types = ServiceLoader.load(CloudAdapterFactory.class).stream()
                .map(p -> p.get().type())
                .toList();

        assertThat(types).contains("cloudstack");
    }

    @Test
    void signsByPostWithEverythingInTheBody() {
        api.answers("addIpToNic", error(431));

        api.execute();

        assertThat(bodies())
                .singleElement()
                .asString()
                .contains("apikey=api-key-4711&", "&signature=", "signatureversion=3", "response=json")
                .doesNotContain(Api.CREDENTIALS.secretKey());
    }

    @Test
    void datesRequestsByTheServersClock() {
        Instant there = Instant.now().plus(Duration.ofHours(2));
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(there.atZone(ZoneOffset.UTC));
        api.answersAnything(error(401).withHeader("Date", date));

        try (CloudStackAdapter adapter = new CloudStackAdapter(Api.settings(api.endpoint()))) {
            assertThat(Api.execute(adapter).toString()).contains("wrong by this machine's clock");
            assertThat(Api.execute(adapter).toString()).doesNotContain("clock");
        }

        assertThat(bodies()).hasSize(2);
        assertThat(expires(bodies().get(1)))
                .isBetween(there.plus(Duration.ofMinutes(4)), there.plus(Duration.ofMinutes(10)));
        assertThat(expires(bodies().get(0))).isBefore(there);
    }

    @Test
    void theOwnerAndTheSignatureAreAsTheSettingsSay() {
        api.answersAnything(error(530));
        ProviderSettings.Owner project =
                new ProviderSettings.Owner(Optional.of("project-1"), Optional.empty(), Optional.empty());

        try (CloudStackAdapter adapter = new CloudStackAdapter(Api.settings(api.endpoint(), project, 2))) {
            adapter.observe(Api.claims(), Api.soon());
            Api.execute(adapter);
        }

        assertThat(api.server.findAll(postRequestedFor(urlEqualTo(Api.PATH))))
                .extracting(r -> r.getBodyAsString())
                .allMatch(body -> !body.contains("expires="))
                .anyMatch(body -> body.contains("command=listVirtualMachines&") && body.contains("projectid=project-1"))
                .anyMatch(body -> body.contains("command=addIpToNic&") && !body.contains("projectid"));
    }

    private static Instant expires(String body) {
        Matcher matcher = EXPIRES.matcher(body);
        assertThat(matcher.find()).isTrue();
        String text = java.net.URLDecoder.decode(matcher.group(1), java.nio.charset.StandardCharsets.UTF_8);
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ").parse(text, Instant::from);
    }

    private List<String> bodies() {
        return api.server.findAll(postRequestedFor(urlEqualTo(Api.PATH))).stream()
                .map(r -> r.getBodyAsString())
                .filter(body -> body.contains("command=addIpToNic&"))
                .toList();
    }

    @Test
    void sendsNothingForAWhileAfterManyFailures() {
        api.answersAnything(aResponse().withStatus(503));

        try (CloudStackAdapter adapter = new CloudStackAdapter(Api.settings(api.endpoint()))) {
            for (int i = 0; i < 5; i++) {
                adapter.observe(Api.claims(), Api.soon());
            }
            assertHeldBack(Api.execute(adapter));
        }
        assertThat(api.received("addIpToNic")).isZero();
        assertThat(api.received("listVirtualMachines")).isEqualTo(5);
    }

    @Test
    void refusalsDoNotHoldTheNextRequestBack() {
        api.answers("addIpToNic", error(530));

        try (CloudStackAdapter adapter = new CloudStackAdapter(Api.settings(api.endpoint()))) {
            for (int i = 0; i < 12; i++) {
                Api.execute(adapter);
            }
        }
        assertThat(api.received("addIpToNic")).isEqualTo(12);
    }

    @Test
    void doesNotWaitForATurnLongerThanThereIsTime() {
        api.answers("addIpToNic", error(431));
        ProviderSettings slow = Api.settings(api.endpoint(), Optional.empty(), 1);

        try (CloudStackAdapter adapter = new CloudStackAdapter(slow)) {
            StepOutcome last = Api.execute(adapter);
            for (int i = 0; i < 8; i++) {
                last = Api.execute(adapter, Deadline.after(500_000_000, System.nanoTime()));
            }
            assertHeldBack(last);
        }
        // Four at once and one a second.
        assertThat(api.server.getAllServeEvents()).hasSizeLessThanOrEqualTo(4 + 1 + 5);
    }

    @Test
    void sendsNothingAfterTheDeadline() {
        api.answers("addIpToNic", error(431));

        try (CloudStackAdapter adapter = new CloudStackAdapter(Api.settings(api.endpoint()))) {
            StepOutcome outcome = Api.execute(adapter, new Deadline(System.nanoTime() - 1));
            assertThat(((StepOutcome.Refused) outcome).failure().kind()).isEqualTo(Kind.TIMEOUT);
        }
        assertThat(api.received("addIpToNic")).isZero();
    }

    @Test
    void closingEndsTheWaitForAJob() throws Exception {
        CountDownLatch polled = new CountDownLatch(1);
        api.answers("addIpToNic", json(200, "{\"jobid\":\"j\"}"));
        api.answers("queryAsyncJobResult", json(200, "{\"jobstatus\":0}"));
        api.server.addMockServiceRequestListener((request, response) -> {
            if (request.getBodyAsString().contains("queryAsyncJobResult")) {
                polled.countDown();
            }
        });

        CloudStackAdapter adapter = new CloudStackAdapter(Api.settings(api.endpoint()));
        CompletableFuture<StepOutcome> outcome = CompletableFuture.supplyAsync(() -> Api.execute(adapter));
        assertThat(polled.await(10, TimeUnit.SECONDS)).isTrue();
        adapter.close();

        assertThat(outcome.get(5, TimeUnit.SECONDS)).isInstanceOf(StepOutcome.Unknown.class);
    }

    @Test
    void closingEndsACallThatHangs() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        api.server.addMockServiceRequestListener((request, response) -> asked.countDown());
        api.answers("addIpToNic", aResponse().withFixedDelay(400));

        CloudStackAdapter adapter = new CloudStackAdapter(Api.settings(api.endpoint()));
        CompletableFuture<StepOutcome> outcome = CompletableFuture.supplyAsync(() -> Api.execute(adapter));
        asked.await(10, TimeUnit.SECONDS);
        adapter.close();

        assertThat(outcome.get(5, TimeUnit.SECONDS)).isNotInstanceOf(StepOutcome.Done.class);
    }

    @Test
    void settingsThatCannotWorkAreRefusedInWords() {
        CloudStackAdapterFactory factory = new CloudStackAdapterFactory();

        assertThatThrownBy(() -> factory.create(Api.settings(URI.create("ftp://user:secret@cloud/api"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("endpoint is no http or https address with a host name");
        assertThatThrownBy(() -> factory.create(
                        Api.settings(URI.create("https://cloud/api"), Optional.of(Path.of("/no/such/file")), 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ca_file /no/such/file cannot be read");
        assertThatThrownBy(() -> factory.create(Api.settings(URI.create("https://cloud/api"), Optional.empty(), 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("max_requests_per_second");
        assertThatThrownBy(() ->
                        factory.create(Api.settings(URI.create("https://cloud/api"), ProviderSettings.Owner.KEY, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signature_version is 2 or 3");
    }

    private static void assertHeldBack(StepOutcome outcome) {
        assertThat(((StepOutcome.Refused) outcome).failure().kind()).isEqualTo(Kind.HELD_BACK);
    }
}
