package org.vipagent.cloud.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vipagent.cloud.simulator.api.Authenticator;
import org.vipagent.net.IpAddress;

/** Over real sockets on loopback. */
@Timeout(60)
class SimulatorServerTest {
    private static final ZoneLayout LAYOUT = ZoneLayout.howTo();
    private static final String BACKUP = "bb4095f1-c6b1-4646-8e89-762cd26a53d2";

    private SimulatorServer server;
    private SignedClient client;

    @BeforeEach
    void start() throws IOException {
        serve(new ZoneTiming(0, 20, 20, 0, 1000));
    }

    private void serve(ZoneTiming timing) throws IOException {
        server = SimulatorServer.start(Zone.of(LAYOUT, timing, 1));
        client = new SignedClient(server.endpoint(), LAYOUT.accounts().get(0));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAGet() throws Exception {
        HttpResponse<String> response = client.get(client.signed("listVirtualMachines", "name", "LB"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json;charset=utf-8");
        assertThat(client.json(response)
                        .path("listvirtualmachinesresponse")
                        .path("count")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void answersAPostForm() throws Exception {
        JsonNode content = client.call("listVirtualMachines", "name", "Web1");
        assertThat(content.path("virtualmachine").path(0).path("displayname").asText())
                .isEqualTo("Web1");
    }

    @Test
    void takesParametersFromQueryAndBodyTogether() throws Exception {
        Map<String, String> body = new LinkedHashMap<>(client.signed("listZones"));
        Map<String, String> query = Map.of("command", body.remove("command"));
        assertThat(client.post(query, body).statusCode()).isEqualTo(200);
    }

    @Test
    void readsSpacesAndSpecialCharactersAsTheyWereSigned() throws Exception {
        assertThat(client.get(client.signed("listVirtualMachines", "name", "a*b+c/d=e~f ü&"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesAWrongSignatureWithTheTextForEverything() throws Exception {
        Map<String, String> parameters = client.signed("listZones");
        parameters.put("signature", "AAAA");
        HttpResponse<String> response = client.get(parameters);
        assertThat(response.statusCode()).isEqualTo(401);
        JsonNode error = client.json(response).path("listzonesresponse");
        assertThat(error.path("errorcode").asInt()).isEqualTo(401);
        assertThat(error.has("cserrorcode")).isFalse();
        assertThat(error.path("errortext").asText())
                .isEqualTo("Permission denied due to: Expired session, unavailable API command or non-authorised from"
                        + " ip-address '127.0.0.1'");
    }

    @Test
    void refusesARequestWithoutCredentials() throws Exception {
        HttpResponse<String> response = client.get(Map.of("command", "addIpToNic", "response", "json"));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).startsWith("{\"addiptovmnicresponse\":");
    }

    @Test
    void refusesAnExpiredRequestButNotOneInTime() throws Exception {
        assertThat(statusWithExpiry("2001-01-01T00:00:00+0000")).isEqualTo(401);
        assertThat(statusWithExpiry("2099-01-01T00:00:00+0000")).isEqualTo(200);
        assertThat(statusWithExpiry("2099-01-01T00:00:00Z")).isEqualTo(401);
    }

    private int statusWithExpiry(String expires) throws Exception {
        return client.get(client.signed("listZones", "signatureversion", "3", "expires", expires))
                .statusCode();
    }

    @Test
    void writesXmlUnlessJsonIsAskedFor() throws Exception {
        Map<String, String> parameters = new LinkedHashMap<>(client.signed("listZones"));
        parameters.remove("response");
        parameters.put("signature", Authenticator.sign(parameters, "demo-secret-key"));
        HttpResponse<String> response = client.get(parameters);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/xml;charset=utf-8");
        assertThat(response.body()).contains("<count>1</count><zone><id>").contains("<name>zone1</name>");
    }

    @Test
    void carriesOutAJobByTheWallClock() throws Exception {
        JsonNode accepted = client.call("addIpToNic", "nicid", backupNic(), "ipaddress", "10.5.0.101");
        JsonNode job = awaitJob(accepted.path("jobid").asText());
        assertThat(job.path("jobstatus").asInt()).isEqualTo(1);
        assertThat(server.snapshot().holders(IpAddress.parse("10.5.0.101"))).containsExactly("LB-backup");
    }

    private JsonNode awaitJob(String id) throws Exception {
        for (int i = 0; i < 10_000; i++) {
            JsonNode job = client.call("queryAsyncJobResult", "jobid", id);
            if (job.path("jobstatus").asInt() != 0) {
                return job;
            }
        }
        throw new AssertionError("the job does not end");
    }

    private String backupNic() throws Exception {
        return client.call("listNics", "virtualmachineid", BACKUP)
                .path("nic")
                .path(0)
                .path("id")
                .asText();
    }

    @Test
    void answersNoEarlierThanTheZoneSays() throws Exception {
        server.close();
        serve(new ZoneTiming(200, 0, 0, 0, 0));
        long started = System.nanoTime();
        client.call("listZones");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void servesManyClientsAtOnce() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> statuses = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String address = "10.5.1." + (i + 1);
                String nic = i % 2 == 0 ? "d555c213-3ede-4bb4-96bd-d1ce6c475852" : backupNic();
                statuses.add(clients.submit(
                        () -> client.post(Map.of(), client.signed("addIpToNic", "nicid", nic, "ipaddress", address))
                                .statusCode()));
            }
            for (Future<Integer> status : statuses) {
                assertThat(status.get()).isIn(200, 431);
            }
        } finally {
            clients.shutdownNow();
        }
        // Ten per NIC is the limit, and LB had one already.
        assertThat(server.snapshot().secondaryIps()).hasSize(20);
    }

    @Test
    void closesTheConnectionInsteadOfAnswering() throws Exception {
        arm("{\"faults\":[{\"kind\":\"http_reset\",\"command\":\"listZones\",\"times\":1}]}");
        // Not a GET: the JDK's client would quietly send that again.
        assertThatThrownBy(() -> client.call("listZones")).isInstanceOf(IOException.class);
        assertThat(client.call("listZones").path("count").asInt()).isEqualTo(1);
    }

    @Test
    void neverAnswersWhileItHangs() throws Exception {
        arm("{\"faults\":[{\"kind\":\"http_hang\"}]}");
        Map<String, String> parameters = client.signed("listZones");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.endpoint() + "?" + SignedClient.form(parameters)))
                .timeout(Duration.ofMillis(300))
                .build();
        assertThatThrownBy(() ->
                        java.net.http.HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
        admin(HttpRequest.newBuilder().DELETE(), "/simulator/faults");
        assertThat(client.get(parameters).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesConnectionsUntilTheFaultIsCleared() throws Exception {
        arm("{\"faults\":[{\"kind\":\"http_refuse\"}]}");
        assertThatThrownBy(() -> client.get(client.signed("listZones"))).isInstanceOf(ConnectException.class);
        admin(HttpRequest.newBuilder().DELETE(), "/simulator/faults");
        assertThat(client.get(client.signed("listZones")).statusCode()).isEqualTo(200);
    }

    @Test
    void answersWithTheStatusesThatAreAskedFor() throws Exception {
        arm(
                "{\"faults\":[{\"kind\":\"status\",\"times\":1,\"status\":503},{\"kind\":\"status\",\"times\":1,\"status\":429},"
                        + "{\"kind\":\"status\",\"times\":1,\"status\":401},{\"kind\":\"status\",\"times\":1,\"status\":530}]}");
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            statuses.add(client.get(client.signed("listZones")).statusCode());
        }
        assertThat(statuses).containsExactly(503, 429, 401, 530, 200);
    }

    @Test
    void losesTheAnswerToAWriteThatWasCarriedOut() throws Exception {
        String nic = backupNic();
        server.zone(zone -> {
            zone.faults().loseAnswers("addIpToNic", 1);
            return null;
        });
        assertThatThrownBy(() -> client.call("addIpToNic", "nicid", nic, "ipaddress", "10.5.0.101"))
                .isInstanceOf(IOException.class);
        assertThat(server.snapshot().holders(IpAddress.parse("10.5.0.101"))).containsExactly("LB-backup");
    }

    @Test
    void showsTheZoneToShellScripts() throws Exception {
        JsonNode snapshot = client.json(admin(HttpRequest.newBuilder().GET(), "/simulator/snapshot"));
        assertThat(snapshot.path("secondaryIps").path(0).path("machine").asText())
                .isEqualTo("LB");
        assertThat(snapshot.path("portForwards").path(0).path("target").asText())
                .isEqualTo("10.5.0.100");
        assertThat(snapshot.path("portForwards").path(0).path("state").asText()).isEqualTo("Active");
    }

    @Test
    void showsAndSetsItsHabits() throws Exception {
        String habits = "{\"addRaceMillis\":40,\"racesAsMeasured\":true,\"updatesLoseRules\":false,\"oldServer\":true,"
                + "\"jobsQueue\":true,\"maintenance\":true,\"extraCallMillis\":3,\"extraJobMillis\":7,\"largestPage\":50,"
                + "\"throttle\":{\"calls\":9,\"intervalMillis\":5000},\"faults\":[]";
        arm(habits + "}");
        JsonNode shown = client.json(admin(HttpRequest.newBuilder().GET(), "/simulator/faults"));
        assertThat(shown).hasToString(habits + ",\"struck\":[]}");
    }

    @Test
    void armsFaultsForAnOccurrence() throws Exception {
        arm("{\"faults\":[{\"kind\":\"answer_html\",\"command\":\"listZones\",\"occurrence\":2},"
                + "{\"kind\":\"answer_empty\",\"command\":\"listZones\",\"occurrence\":3,\"status\":502}]}");
        assertThat(client.get(client.signed("listZones")).body()).contains("\"zone1\"");
        HttpResponse<String> page = client.get(client.signed("listZones"));
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.body()).startsWith("<html>");
        HttpResponse<String> empty = client.get(client.signed("listZones"));
        assertThat(empty.statusCode()).isEqualTo(502);
        assertThat(empty.body()).isEmpty();
        JsonNode shown = client.json(admin(HttpRequest.newBuilder().GET(), "/simulator/faults"));
        assertThat(shown.path("faults")).isEmpty();
        assertThat(shown.path("struck").findValuesAsText("kind")).containsExactly("answer_html", "answer_empty");
    }

    @Test
    void answersUnsignedCallsOnTheAdminPort() throws Exception {
        JsonNode zones =
                client.json(admin(HttpRequest.newBuilder().GET(), "/client/api?command=listZones&response=json"));
        assertThat(zones.path("listzonesresponse").path("count").asInt()).isEqualTo(1);
        JsonNode calls = client.json(admin(HttpRequest.newBuilder().GET(), "/simulator/calls"));
        assertThat(calls.path(0).path("command").asText()).isEqualTo("listZones");
        assertThat(calls.path(0).path("status").asInt()).isEqualTo(200);
    }

    @Test
    void saysWhatItDoesNotUnderstand() throws Exception {
        assertThat(arm("{\"faults\":[{\"kind\":\"flood\"}]}").statusCode()).isEqualTo(400);
        assertThat(arm("{\"faults\":[{\"kind\":\"status\",\"when\":2}]}").body())
                .contains("a fault has no 'when'");
        assertThat(arm("{\"maintenance\":1}").statusCode()).isEqualTo(400);
        assertThat(arm("{\"speed\":1}").body()).contains("'speed' is not known here");
        assertThat(arm("[").statusCode()).isEqualTo(400);
        assertThat(admin(HttpRequest.newBuilder().GET(), "/nothing").statusCode())
                .isEqualTo(404);
    }

    @Test
    void orphansPendingJobsWhenTheServerCrashes() throws Exception {
        arm("{\"extraJobMillis\":600000}");
        JsonNode accepted = client.call("addIpToNic", "nicid", backupNic(), "ipaddress", "10.5.0.101");
        admin(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody()), "/simulator/crash");
        JsonNode job = awaitJob(accepted.path("jobid").asText());
        assertThat(job.path("jobstatus").asInt()).isEqualTo(2);
        assertThat(job.has("jobresult")).isFalse();
    }

    private HttpResponse<String> arm(String json) throws Exception {
        return admin(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(json)), "/simulator/faults");
    }

    private HttpResponse<String> admin(HttpRequest.Builder request, String path) throws Exception {
        return client.send(request.uri(URI.create(server.adminEndpoint() + path)));
    }
}
