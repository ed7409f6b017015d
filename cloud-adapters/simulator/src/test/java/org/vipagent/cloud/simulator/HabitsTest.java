package org.vipagent.cloud.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.net.IpAddress;

class HabitsTest {
    private static final String LB = "a2fa6425-aacc-4aba-bb84-e486a41e1c9e";
    private static final String LB_NIC = "d555c213-3ede-4bb4-96bd-d1ce6c475852";
    private static final String PUBLIC = "0c5cc05a-26d5-4539-9c7a-0f935291f71d";
    private static final ZoneTiming TIMING = new ZoneTiming(0, 100, 700, 0, 0);

    private final Zone zone = Zone.of(ZoneLayout.howTo(), TIMING, 1);
    private final Caller caller = new Caller(zone, 0);

    private String createRule(int port) {
        ZoneAnswer answer = caller.call(
                "createPortForwardingRule",
                "ipaddressid",
                PUBLIC,
                "protocol",
                "tcp",
                "publicport",
                Integer.toString(port),
                "privateport",
                Integer.toString(port),
                "virtualmachineid",
                LB,
                "openfirewall",
                "false");
        assertThat(answer.status()).isEqualTo(200);
        return answer.content().path("jobid").asText();
    }

    private int status(String job) {
        return caller.poll(job).path("jobstatus").asInt();
    }

    /** apache/cloudstack's sync queue: an idle queue is looked at every 2 s, the next job starts when one ends. */
    @Test
    void runsJobsOfANetworkOneAfterTheOther() {
        zone.faults().habits().jobsQueue(true);
        String first = createRule(81);
        String second = createRule(82);
        caller.pass(2000 + 799);
        assertThat(List.of(status(first), status(second))).containsExactly(0, 0);
        caller.pass(1);
        assertThat(List.of(status(first), status(second))).containsExactly(1, 0);
        caller.pass(800);
        assertThat(List.of(status(first), status(second))).containsExactly(1, 1);
    }

    @Test
    void runsJobsSideBySideElse() {
        String first = createRule(81);
        String second = createRule(82);
        caller.pass(800);
        assertThat(List.of(status(first), status(second))).containsExactly(1, 1);
    }

    @Test
    void letsSecondaryAddressesPassTheQueue() {
        zone.faults().habits().jobsQueue(true);
        createRule(81);
        ZoneAnswer added = caller.call("addIpToNic", "nicid", LB_NIC, "ipaddress", "10.5.0.101");
        caller.pass(100);
        assertThat(status(added.content().path("jobid").asText())).isEqualTo(1);
    }

    @Test
    void holdsAQueueUpWithAJobThatHangs() {
        zone.faults().habits().jobsQueue(true);
        zone.faults().hangJobs("createPortForwardingRule", 1);
        createRule(81);
        String second = createRule(82);
        caller.pass(600_000);
        assertThat(status(second)).isZero();
    }

    @Test
    void losesNoRuleToUpdatesAtOnceWhereJobsQueue() {
        zone.faults().habits().jobsQueue(true);
        caller.succeed("updatePortForwardingRule", "id", createdRule(81), "virtualmachineid", LB);
        List<String> rules = new ArrayList<>();
        zone.snapshot().portForwards().forEach(rule -> rules.add(rule.id()));
        rules.forEach(rule -> caller.call(
                "updatePortForwardingRule", "id", rule, "virtualmachineid", "bb4095f1-c6b1-4646-8e89-762cd26a53d2"));
        caller.pass(60_000);
        assertThat(zone.snapshot().portForwards()).hasSize(2).allSatisfy(rule -> assertThat(rule.machine())
                .isEqualTo("LB-backup"));
    }

    private String createdRule(int port) {
        createRule(port);
        caller.pass(60_000);
        return zone.snapshot().portForwards().get(1).id();
    }

    @Test
    void refusesNewJobsButNoQuestionsBeforeMaintenance() {
        zone.faults().habits().maintenance(true);
        assertThat(caller.call("addIpToNic", "nicid", LB_NIC, "ipaddress", "10.5.0.101")
                        .status())
                .isEqualTo(503);
        assertThat(caller.call("listZones").status()).isEqualTo(200);
        assertThat(zone.snapshot().secondaryIps()).hasSize(1);
    }

    @Test
    void cutsListsAtThePage() {
        zone.faults().habits().largestPage(3);
        JsonNode first = caller.call("listVirtualMachines").content();
        assertThat(first.path("count").asInt()).isEqualTo(4);
        assertThat(first.path("virtualmachine")).hasSize(3);
        assertThat(caller.call("listVirtualMachines", "page", "2", "pagesize", "3")
                        .content()
                        .path("virtualmachine"))
                .hasSize(1);
        assertThat(caller.call("listVirtualMachines", "page", "1", "pagesize", "4")
                        .status())
                .isEqualTo(431);
    }

    private static int bothWon(long apartMillis) {
        int won = 0;
        for (int seed = 0; seed < 200; seed++) {
            Zone raced = Zone.of(ZoneLayout.howTo(), TIMING, seed);
            raced.faults().habits().racesAsMeasured(true);
            Caller both = new Caller(raced, 0);
            String backupNic = both.call("listNics", "virtualmachineid", "bb4095f1-c6b1-4646-8e89-762cd26a53d2")
                    .content()
                    .path("nic")
                    .path(0)
                    .path("id")
                    .asText();
            both.call("addIpToNic", "nicid", LB_NIC, "ipaddress", "10.5.0.101");
            both.pass(apartMillis);
            both.call("addIpToNic", "nicid", backupNic, "ipaddress", "10.5.0.101");
            won += raced.snapshot().holders(IpAddress.parse("10.5.0.101")).size() == 2 ? 1 : 0;
        }
        return won;
    }

    /** Recorded: 20 of 20 at once, 3 of 7 after 5 ms, 1 of 7 after 40 ms, 0 of 21 after 60 ms and later. */
    @Test
    void letsTwoWinARaceAsOftenAsMeasured() {
        assertThat(bothWon(0)).isEqualTo(200);
        assertThat(bothWon(5)).isBetween(60, 112);
        assertThat(bothWon(40)).isBetween(12, 48);
        assertThat(bothWon(60)).isZero();
    }

    @Test
    void acceptsOnePublicPortTwiceAtTheSameInstant() {
        zone.faults().habits().racesAsMeasured(true);
        createRule(81);
        createRule(81);
        caller.pass(60_000);
        assertThat(zone.snapshot().portForwards())
                .filteredOn(ZoneSnapshot.PortForward::isActive)
                .hasSize(3);
    }

    @Test
    void keepsWhatACallHasMadeThoughItsJobIdIsInUse() {
        String id = "11111111-1111-4111-8111-111111111111";
        caller.call("addIpToNic", "nicid", LB_NIC, "ipaddress", "10.5.0.101", "customjobid", id);
        ZoneAnswer again = caller.call("addIpToNic", "nicid", LB_NIC, "ipaddress", "10.5.0.102", "customjobid", id);
        assertThat(again.status()).isEqualTo(431);
        assertThat(zone.snapshot().holders(IpAddress.parse("10.5.0.102"))).containsExactly("LB");
    }

    @Test
    void remembersCallsWithoutCredentials() {
        caller.call("listZones", "apikey", "demo-api-key", "signature", "s");
        caller.call("addIpToNic", "nicid", LB_NIC, "ipaddress", "10.5.0.1");
        assertThat(zone.calls()).extracting(Call::command).containsExactly("listZones", "addIpToNic");
        assertThat(zone.calls()).extracting(Call::status).containsExactly(200, 530);
        assertThat(zone.calls().toString())
                .doesNotContain("demo-api-key", "signature")
                .contains("10.5.0.1");
    }
}
