package org.vipagent.cloud.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.net.IpAddress;

class ZoneFaultsTest {
    private static final IpAddress NEW_IP = IpAddress.parse("10.5.0.101");
    private static final String BACKUP = "bb4095f1-c6b1-4646-8e89-762cd26a53d2";
    private static final String LB_NIC = "d555c213-3ede-4bb4-96bd-d1ce6c475852";

    private final Zone zone = Zone.of(ZoneLayout.howTo(), ZoneTiming.measured(), 1);
    private final Caller caller = new Caller(zone, 0);
    private final String rule = zone.snapshot().portForwards().get(0).id();

    private ZoneAnswer addIp() {
        return caller.call("addIpToNic", "nicid", LB_NIC, "ipaddress", "10.5.0.101");
    }

    private ZoneSnapshot.PortForward onlyRule() {
        assertThat(zone.snapshot().portForwards()).hasSize(1);
        return zone.snapshot().portForwards().get(0);
    }

    @Test
    void refusesAsOftenAsToldAndDoesNothing() {
        zone.faults().failNext("addIpToNic", 2, 503);
        assertThat(caller.call("listZones").status()).isEqualTo(200);
        assertThat(addIp().status()).isEqualTo(503);
        assertThat(addIp().status()).isEqualTo(503);
        assertThat(zone.snapshot().holders(NEW_IP)).isEmpty();
        assertThat(addIp().status()).isEqualTo(200);
    }

    @Test
    void carriesOutACallWhoseAnswerIsLost() {
        zone.faults().loseAnswers("addIpToNic", 1);
        assertThat(addIp().delivered()).isFalse();
        assertThat(zone.snapshot().holders(NEW_IP)).containsExactly("LB");
        assertThat(addIp()).satisfies(answer -> {
            assertThat(answer.delivered()).isTrue();
            assertThat(answer.status()).isEqualTo(530);
        });
    }

    @Test
    void failsAJobAndLeavesTheRuleAsItWas() {
        zone.faults().failJobs("deletePortForwardingRule", 1);
        JsonNode job = caller.awaitJob("deletePortForwardingRule", "id", rule);
        assertThat(job.path("jobstatus").asInt()).isEqualTo(2);
        assertThat(job.path("jobresultcode").asInt()).isEqualTo(530);
        assertThat(onlyRule().isActive()).isTrue();
        caller.succeed("deletePortForwardingRule", "id", rule);
        assertThat(zone.snapshot().portForwards()).isEmpty();
    }

    @Test
    void neverEndsAJobThatHangs() {
        zone.faults().hangJobs("removeIpFromNic", 1);
        String id = zone.snapshot().secondaryIps().get(0).id();
        JsonNode job = caller.awaitJob("removeIpFromNic", "id", id);
        caller.pass(86_400_000);
        assertThat(caller.poll(job.path("jobid").asText()).path("jobstatus").asInt())
                .isZero();
        assertThat(zone.snapshot().jobsPending()).isEqualTo(1);
    }

    @Test
    void leavesARuleOnItsWayOutWhenTheRouterRefusesTheFirstHalfOfAnUpdate() {
        zone.faults().failRouter("updatePortForwardingRule", 1);
        JsonNode job = caller.awaitJob("updatePortForwardingRule", "id", rule, "virtualmachineid", BACKUP);
        assertThat(job.path("jobstatus").asInt()).isEqualTo(2);
        assertThat(onlyRule().state()).isEqualTo("Deleting");
        assertThat(onlyRule().machine()).isEqualTo("LB");
        caller.succeed("updatePortForwardingRule", "id", rule, "virtualmachineid", BACKUP);
        assertThat(onlyRule().isActive()).isTrue();
        assertThat(onlyRule().machine()).isEqualTo("LB-backup");
    }

    @Test
    void slowsJobsDown() {
        zone.faults().extraJobMillis(5000);
        String job = addIp().content().path("jobid").asText();
        caller.pass(5000);
        assertThat(caller.poll(job).path("jobstatus").asInt()).isZero();
        caller.pass(1000);
        assertThat(caller.poll(job).path("jobstatus").asInt()).isEqualTo(1);
    }

    @Test
    void throttlesUntilTheIntervalIsOver() {
        zone.faults().throttle(new Faults.Throttle(2, 5000));
        assertThat(caller.call("listZones").status()).isEqualTo(200);
        assertThat(caller.call("listZones").status()).isEqualTo(200);
        caller.pass(600);
        assertThat(caller.call("listZones").content().path("errortext").asText())
                .endsWith("please retry after 4400 ms.");
        assertThat(addIp().status()).isEqualTo(429);
        assertThat(zone.snapshot().holders(NEW_IP)).isEmpty();
        caller.pass(4400);
        assertThat(caller.call("listZones").status()).isEqualTo(200);
    }

    @Test
    void keepsAnExpungedMachinesRulesUntilItIsExpunged() {
        caller.succeed("destroyVirtualMachine", "id", "a2fa6425-aacc-4aba-bb84-e486a41e1c9e");
        assertThat(onlyRule().isActive()).isTrue();
        caller.pass(86_400_000);
        assertThat(zone.snapshot().portForwards()).isEmpty();
        assertThat(zone.snapshot().secondaryIps()).isEmpty();
    }

    @Test
    void knowsAJobByTheIdThatTheCallerChose() {
        String id = "11111111-1111-4111-8111-111111111111";
        caller.call("addIpToNic", "nicid", LB_NIC, "ipaddress", "10.5.0.101", "customjobid", id);
        caller.pass(1000);
        assertThat(caller.poll(id).path("jobstatus").asInt()).isEqualTo(1);
        assertThat(caller.call(
                                "removeIpFromNic",
                                "id",
                                zone.snapshot().secondaryIps().get(0).id(),
                                "customjobid",
                                id)
                        .status())
                .isEqualTo(431);
    }

    @Test
    void tellsWhenSomethingWillBeDue() {
        assertThat(zone.nextDueAt()).isEqualTo(Zone.NEVER);
        addIp();
        ZoneTiming timing = ZoneTiming.measured();
        assertThat(zone.nextDueAt()).isEqualTo(timing.callMillis() + timing.jobMillis());
    }

    @Test
    void givesASharedNetworksAddressToOneOfTwoWhoRace() {
        ZoneLayout.Network shared = ZoneLayout.Network.shared("shared", "198.51.100.0/24", "198.51.100.1");
        String[] nics = {"22222222-2222-4222-8222-222222222222", "33333333-3333-4333-8333-333333333333"};
        Zone sharedZone = Zone.of(
                ZoneLayout.builder()
                        .account(new ZoneLayout.Account("a", "k", "s"))
                        .network(shared)
                        .machine(ZoneLayout.Machine.of(
                                "A",
                                ZoneLayout.Nic.of("shared", "02:00:00:00:00:01", "198.51.100.2")
                                        .withId(nics[0])))
                        .machine(ZoneLayout.Machine.of(
                                "B",
                                ZoneLayout.Nic.of("shared", "02:00:00:00:00:02", "198.51.100.3")
                                        .withId(nics[1])))
                        .build(),
                ZoneTiming.instant(),
                1);
        sharedZone.faults().addRaceMillis(1000);
        Caller both = new Caller(sharedZone, 0);
        List<Integer> statuses = List.of(
                both.call("addIpToNic", "nicid", nics[0], "ipaddress", "198.51.100.9")
                        .status(),
                both.call("addIpToNic", "nicid", nics[1], "ipaddress", "198.51.100.9")
                        .status());
        assertThat(statuses).containsExactly(200, 530);
    }

    @Test
    void changesNothingWhenAnOldServerIsToldToUpdate() {
        zone.faults().oldServer(true);
        caller.succeed("updatePortForwardingRule", "id", rule, "virtualmachineid", BACKUP);
        caller.succeed(
                "updatePortForwardingRule",
                "ipaddressid",
                "0c5cc05a-26d5-4539-9c7a-0f935291f71d",
                "protocol",
                "tcp",
                "publicport",
                "80",
                "privateport",
                "80",
                "virtualmachineid",
                BACKUP);
        assertThat(onlyRule().machine()).isEqualTo("LB");
        JsonNode update = caller.call("listApis", "name", "updatePortForwardingRule")
                .content()
                .path("api")
                .path(0);
        assertThat(update.path("params").findValuesAsText("name"))
                .contains("ipaddressid")
                .doesNotContain("id", "vmguestip");
    }

    @Test
    void showsASingleSecondaryAddressAsAnObjectOnAnOldServer() {
        zone.faults().oldServer(true);
        JsonNode nics = caller.call("listNics", "virtualmachineid", "a2fa6425-aacc-4aba-bb84-e486a41e1c9e")
                .content();
        assertThat(nics.path("nic")
                        .path(0)
                        .path("secondaryip")
                        .path("ipaddress")
                        .asText())
                .isEqualTo("10.5.0.100");
        JsonNode machines = caller.call("listVirtualMachines", "name", "LB").content();
        assertThat(machines.findValues("secondaryip")).isEmpty();
    }

    @Test
    void refusesFaultsThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> zone.faults().failNext("*", 0, 503));
        assertThatIllegalArgumentException().isThrownBy(() -> zone.faults().failNext("*", 1, 200));
    }

    @Test
    void showsNoSecretOfAnAccount() {
        assertThat(ZoneLayout.howTo().toString())
                .doesNotContain("demo-secret-key")
                .doesNotContain("demo-api-key");
    }
}
