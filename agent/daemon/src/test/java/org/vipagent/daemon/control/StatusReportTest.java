package org.vipagent.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.follow.FollowerStatus;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.node.InstanceSnapshot;
import org.vipagent.node.NodeEvent;
import org.vipagent.node.NodeSnapshot;
import org.vipagent.vrrp.AddressClaim;
import org.vipagent.vrrp.DropCount;
import org.vipagent.vrrp.Encounters;
import org.vipagent.vrrp.Punctuality;
import org.vipagent.vrrp.RouterCounters;
import org.vipagent.vrrp.Sighting;
import org.vipagent.vrrp.wire.DropReason;

class StatusReportTest {
    private static final long SECOND = 1_000_000_000L;
    private static final CloudFailure FAILURE =
            new CloudFailure(CloudFailure.Kind.TIMEOUT, "no answer within 10 s (listVirtualMachines)");
    private static final String CLOUD_TROUBLE =
            "VI_1: cloud idcf: timeout: no answer within 10 s (listVirtualMachines)";
    private static final WallClock CLOCK = new WallClock(Instant.parse("2026-02-03T04:05:06Z"), 100 * SECOND);
    private static final IpAddress PEER = IpAddress.parse("10.5.0.11");
    private static final StatusReport REPORT =
            new StatusReport(new StatusReport.Identity("1.0", 42, "/etc/vipagent/vipagent.conf"));

    private static final RouterCounters COUNTERS = new RouterCounters(
            6, 5, 0, 0, 3, 2, 0, 4, 0, 0, 0, 7, new Punctuality(1, 90 * SECOND, 2, 99 * SECOND, 8, 9), Map.of());
    private static final Encounters ENCOUNTERS = new Encounters(
            Optional.of(new Sighting(PEER, 150, SECOND, 39 * SECOND)),
            Optional.of(new AddressClaim(
                    IpAddress.parse("10.5.0.100"), MacAddress.parse("02:00:00:00:00:0b"), 60 * SECOND)),
            List.of(
                    new DropCount(DropReason.TTL_NOT_255, 1, PEER, 70 * SECOND),
                    new DropCount(DropReason.BAD_PASSWORD, 10, PEER, 71 * SECOND),
                    new DropCount(DropReason.REPLAYED, 20, PEER, 72 * SECOND)));

    private static InstanceSnapshot instance(Optional<FollowerStatus> cloud, Optional<String> trouble) {
        return new InstanceSnapshot(
                "VI_1",
                "eth0",
                7,
                2,
                "MASTER",
                101,
                100_000_000,
                3,
                40 * SECOND,
                "silence",
                "this node",
                List.of("10.5.0.100/24 dev eth0"),
                true,
                cloud,
                cloud.map(c -> "idcf"),
                COUNTERS,
                ENCOUNTERS,
                trouble);
    }

    private static FollowerStatus cloud(int failures) {
        return new FollowerStatus(
                "looking",
                List.of(new FollowerStatus.ClaimHolding("secondary_ip 10.5.0.100", "LB", false)),
                List.of("updates do nothing here"),
                failures == 0 ? Optional.empty() : Optional.of(new FollowerStatus.Trouble(FAILURE, failures)),
                Optional.of(new FollowerStatus.Waiting("for a master that has been stable for longer", 120 * SECOND)),
                Optional.of(new FollowerStatus.Contested("secondary_ip 10.5.0.100", "LB-backup", 2, 98 * SECOND)),
                99 * SECOND,
                -1);
    }

    private static JsonNode report(InstanceSnapshot instance) throws IOException {
        NodeSnapshot node = new NodeSnapshot(100 * SECOND, List.of(instance), List.of(), 0);
        List<NodeEvent> events =
                List.of(new NodeEvent(90 * SECOND, NodeEvent.Severity.WARNING, "VI_1", "a \"quoted\" word"));
        String line = REPORT.write(new StatusReport.Content(Optional.of(node), events, List.of(), List.of(), CLOCK));
        assertThat(line).doesNotContain("\n");
        return new ObjectMapper().readTree(line);
    }

    @Test
    void turnsMonotonicInstantsIntoWallClockTimes() throws IOException {
        JsonNode report = report(instance(Optional.of(cloud(0)), Optional.empty()));

        assertThat(report.at("/instances/0/since").asText()).isEqualTo("2026-02-03T04:04:06Z");
        assertThat(report.at("/instances/0/cloud/last_seen").asText()).isEqualTo("2026-02-03T04:05:05Z");
        assertThat(report.at("/instances/0/cloud").has("follows_since")).isFalse();
        assertThat(report.at("/instances/0/cloud/waiting/until").asText()).isEqualTo("2026-02-03T04:05:26Z");
        assertThat(report.at("/events/0/at").asText()).isEqualTo("2026-02-03T04:04:56Z");
        assertThat(report.at("/events/0/text").asText()).isEqualTo("a \"quoted\" word");
    }

    @Test
    void tellsWhatTheFollowerWaitsForAndWhoTakesItsClaimsAway() throws IOException {
        JsonNode report = report(instance(Optional.of(cloud(0)), Optional.empty()));
        JsonNode cloud = report.at("/instances/0/cloud");

        assertThat(cloud.path("claims"))
                .hasToString("[{\"claim\":\"secondary_ip 10.5.0.100\",\"holder\":\"LB\",\"as_claimed\":false}]");
        assertThat(cloud.path("remarks")).hasToString("[\"updates do nothing here\"]");
        assertThat(cloud.path("contested"))
                .hasToString("{\"claim\":\"secondary_ip 10.5.0.100\",\"by\":\"LB-backup\",\"times\":2,"
                        + "\"last_at\":\"2026-02-03T04:05:04Z\"}");
        assertThat(report.path("warnings"))
                .extracting(JsonNode::asText)
                .contains("VI_1: CLAIM_CONTESTED: LB-backup took secondary_ip 10.5.0.100 in the cloud 2.0 s ago; taken"
                        + " from this node while master so far: 2 times");
    }

    @Test
    void countsAdvertsInBothDirections() throws IOException {
        JsonNode adverts = report(instance(Optional.empty(), Optional.empty())).at("/instances/0/adverts");

        assertThat(adverts)
                .hasToString(
                        "{\"sent\":5,\"late\":2,\"made_up\":8,\"left_out\":9,\"received\":6,"
                                + "\"received_unauthenticated\":7,\"dropped_unauthenticated\":30,\"dropped\":{"
                                + "\"TTL_NOT_255\":{\"packets\":1,\"last_from\":\"10.5.0.11\",\"last_at\":\"2026-02-03T04:04:36Z\"},"
                                + "\"BAD_PASSWORD\":{\"packets\":10,\"last_from\":\"10.5.0.11\",\"last_at\":\"2026-02-03T04:04:37Z\"},"
                                + "\"REPLAYED\":{\"packets\":20,\"last_from\":\"10.5.0.11\",\"last_at\":\"2026-02-03T04:04:38Z\"}}}");
    }

    @Test
    void tellsWhomTheRouterHasMet() throws IOException {
        JsonNode instance = report(instance(Optional.empty(), Optional.empty())).at("/instances/0");

        assertThat(instance.path("last_heard"))
                .hasToString("{\"from\":\"10.5.0.11\",\"priority\":150,\"advert_int\":1.0,"
                        + "\"at\":\"2026-02-03T04:04:05Z\"}");
        assertThat(instance.path("claimed_by"))
                .hasToString("{\"mac\":\"02:00:00:00:00:0b\",\"address\":\"10.5.0.100\",\"times\":4,"
                        + "\"last_at\":\"2026-02-03T04:04:26Z\"}");
        assertThat(instance.path("advert_int").asDouble()).isEqualTo(0.1);
        assertThat(instance.path("became_master").asLong()).isEqualTo(3);
        assertThat(instance.path("gave_up_master").asLong()).isEqualTo(2);
        assertThat(instance.path("pauses").asLong()).isEqualTo(1);
    }

    @Test
    void namesTheInstanceOfEachWarning() throws IOException {
        JsonNode report = report(instance(Optional.empty(), Optional.empty()));

        assertThat(report.at("/instances/0/warnings")).isNotEmpty();
        assertThat(report.path("warnings"))
                .hasSameSizeAs(report.at("/instances/0/warnings"))
                .allSatisfy(warning -> assertThat(warning.asText()).startsWith("VI_1: "));
    }

    private static InstanceSnapshot instance(String name, Encounters encounters, Punctuality punctuality) {
        return new InstanceSnapshot(
                name,
                "eth0",
                7,
                3,
                "MASTER",
                101,
                SECOND,
                1,
                40 * SECOND,
                "silence",
                "this node",
                List.of(),
                true,
                Optional.empty(),
                Optional.empty(),
                new RouterCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, punctuality, Map.of()),
                encounters,
                Optional.empty());
    }

    @Test
    void whatManyInstancesShareIsOneWarningAndDoesNotHideAWorseOneOfAnother() throws IOException {
        Encounters nobody = new Encounters(Optional.empty(), Optional.empty(), List.of());
        Encounters otherMaster =
                new Encounters(Optional.of(new Sighting(PEER, 50, SECOND, 99 * SECOND)), Optional.empty(), List.of());
        Punctuality onTime = new Punctuality(0, 0, 0, 0, 0, 0);
        Punctuality stoodStill = new Punctuality(1, 60 * SECOND, 0, 0, 0, 0);
        List<InstanceSnapshot> instances = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            instances.add(instance("VI_" + i, nobody, stoodStill));
        }
        instances.add(instance("VI_6", otherMaster, onTime));
        NodeSnapshot node = new NodeSnapshot(100 * SECOND, instances, List.of(), 0);

        JsonNode report = new ObjectMapper()
                .readTree(REPORT.write(
                        new StatusReport.Content(Optional.of(node), List.of(), List.of(), List.of(), CLOCK)));

        assertThat(report.path("warnings"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "VI_6: 10.5.0.11 also advertises as master, with priority 50, 1.0 s ago",
                        "VI_1, VI_2, VI_3 and 2 more: this machine or process stood still once, last 40 s ago");
        assertThat(report.at("/instances/4/warnings")).hasSize(1);
    }

    @Test
    void namesTheCloudsTroubleOnceAndHowOftenItHappened() throws IOException {
        JsonNode report = report(instance(Optional.of(cloud(3)), Optional.of("cloud idcf: " + FAILURE.describe())));

        assertThat(report.path("troubles"))
                .extracting(JsonNode::asText)
                .containsExactly(CLOUD_TROUBLE + "; 3 failures in a row");
    }

    @Test
    void namesTheCloudsTroubleBesideAWorseOne() throws IOException {
        JsonNode report = report(instance(Optional.of(cloud(1)), Optional.of("the link of eth0 is down")));

        assertThat(report.path("troubles"))
                .extracting(JsonNode::asText)
                .containsExactly("VI_1: the link of eth0 is down", CLOUD_TROUBLE);
    }

    @Test
    void hasNoTroubleWhereThereIsNone() throws IOException {
        assertThat(report(instance(Optional.empty(), Optional.empty())).path("troubles"))
                .isEmpty();
    }

    @Test
    void saysThatTheEngineDoesNotAnswer() throws IOException {
        StatusAnswers answers = new StatusAnswers(
                REPORT,
                new StatusAnswers.Sources(
                        Optional::empty, List::of, () -> List.of("eth0: no VRRP socket"), List::of, () -> CLOCK));

        JsonNode answer = new ObjectMapper().readTree(answers.answer("status"));

        assertThat(answer.path("troubles"))
                .extracting(JsonNode::asText)
                .containsExactly("the engine does not answer", "eth0: no VRRP socket");
        assertThat(answer.path("instances").isArray()).isTrue();
    }

    @Test
    void refusesOtherRequests() {
        StatusAnswers answers = new StatusAnswers(
                REPORT, new StatusAnswers.Sources(Optional::empty, List::of, List::of, List::of, () -> CLOCK));

        assertThat(answers.answer("stop")).contains("unknown request");
    }
}
