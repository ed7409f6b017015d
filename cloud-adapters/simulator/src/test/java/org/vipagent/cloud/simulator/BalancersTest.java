package org.vipagent.cloud.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vipagent.net.IpAddress;

/** Load-balancer rules by address of a machine. Not recorded: as upstream's public sources say. */
class BalancersTest {
    private static final String LB = "a2fa6425-aacc-4aba-bb84-e486a41e1c9e";
    private static final String BACKUP = "bb4095f1-c6b1-4646-8e89-762cd26a53d2";
    private static final String PUBLIC = "0c5cc05a-26d5-4539-9c7a-0f935291f71d";
    private static final String RULE = "22222222-2222-4222-8222-222222222222";
    private static final IpAddress VIP = IpAddress.parse("10.5.0.100");

    private final Zone zone = Zone.of(
            ZoneLayout.howTo().toBuilder()
                    .balancer(new ZoneLayout.Balancer(
                            RULE, "web", IpAddress.parse("210.140.68.220"), 8080, Map.of("LB", VIP)))
                    .build(),
            ZoneTiming.measured(),
            1);
    private final Caller caller = new Caller(zone, 0);

    private List<ZoneSnapshot.Member> members() {
        return zone.snapshot().balancers().get(0).members();
    }

    private JsonNode move(String command, String machine, String address) {
        return caller.awaitJob(command, "id", RULE, "vmidipmap[0].vmid", machine, "vmidipmap[0].vmip", address);
    }

    @Test
    void showsWhichAddressesOfWhichMachinesGetAShare() {
        JsonNode one = caller.call("listLoadBalancerRuleInstances", "id", RULE, "lbvmips", "true")
                .content()
                .path("lbrulevmidip")
                .path(0);
        assertThat(one.path("lbvmipaddresses").path(0).asText()).isEqualTo("10.5.0.100");
        assertThat(one.path("loadbalancerruleinstance").path("id").asText()).isEqualTo(LB);
        assertThat(caller.call("listLoadBalancerRuleInstances", "id", RULE)
                        .content()
                        .path("loadbalancerruleinstance")
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo(LB);
        assertThat(caller.call("listLoadBalancerRuleInstances", "id", RULE, "applied", "false")
                        .content()
                        .path("count")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void movesAShareToAnotherMachine() {
        assertThat(move("removeFromLoadBalancerRule", LB, "10.5.0.100")
                        .path("jobstatus")
                        .asInt())
                .isEqualTo(1);
        assertThat(move("assignToLoadBalancerRule", BACKUP, "10.5.0.195")
                        .path("jobstatus")
                        .asInt())
                .isEqualTo(1);
        assertThat(members()).containsExactly(new ZoneSnapshot.Member("LB-backup", IpAddress.parse("10.5.0.195")));
    }

    @Test
    void refusesInTheJobWhatIsAssignedAndWhatIsNotTheMachines() {
        assertThat(move("assignToLoadBalancerRule", LB, "10.5.0.100")
                        .path("jobstatus")
                        .asInt())
                .isEqualTo(2);
        assertThat(move("assignToLoadBalancerRule", BACKUP, "10.5.0.100")
                        .path("jobstatus")
                        .asInt())
                .isEqualTo(2);
        assertThat(move("removeFromLoadBalancerRule", BACKUP, "10.5.0.195")
                        .path("jobstatus")
                        .asInt())
                .isEqualTo(2);
        assertThat(members()).containsExactly(new ZoneSnapshot.Member("LB", VIP));
    }

    @Test
    void takesMembersBackThatTheRouterRefuses() {
        zone.faults().failRouter("assignToLoadBalancerRule", 1);
        assertThat(move("assignToLoadBalancerRule", BACKUP, "10.5.0.195")
                        .path("jobstatus")
                        .asInt())
                .isEqualTo(2);
        assertThat(members()).hasSize(1);
        zone.faults().failRouter("removeFromLoadBalancerRule", 1);
        assertThat(move("removeFromLoadBalancerRule", LB, "10.5.0.100")
                        .path("jobstatus")
                        .asInt())
                .isEqualTo(2);
        assertThat(members()).hasSize(1);
    }

    @Test
    void holdsAnAddressFastThatGetsAShare() {
        caller.succeed(
                "deletePortForwardingRule",
                "id",
                zone.snapshot().portForwards().get(0).id());
        String secondary = zone.snapshot().secondaryIps().get(0).id();
        assertThat(caller.awaitJob("removeIpFromNic", "id", secondary)
                        .path("jobstatus")
                        .asInt())
                .isEqualTo(2);
        move("removeFromLoadBalancerRule", LB, "10.5.0.100");
        caller.succeed("removeIpFromNic", "id", secondary);
    }

    @Test
    void makesAndDeletesRules() {
        JsonNode made = caller.succeed(
                "createLoadBalancerRule",
                "name",
                "tls",
                "algorithm",
                "roundrobin",
                "publicipid",
                PUBLIC,
                "publicport",
                "443",
                "privateport",
                "8443");
        String id = made.path("loadbalancer").path("id").asText();
        assertThat(made.path("loadbalancer").path("state").asText()).isEqualTo("Add");
        caller.succeed("assignToLoadBalancerRule", "id", id, "virtualmachineids", LB + "," + BACKUP);
        JsonNode rule = caller.call("listLoadBalancerRules", "publicipid", PUBLIC, "name", "tls")
                .content()
                .path("loadbalancerrule")
                .path(0);
        assertThat(rule.path("state").asText()).isEqualTo("Active");
        assertThat(rule.path("privateport").asText()).isEqualTo("8443");
        assertThat(caller.call("listLoadBalancerRules", "virtualmachineid", BACKUP)
                        .content()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        caller.succeed("deleteLoadBalancerRule", "id", id);
        assertThat(zone.snapshot().balancers()).hasSize(1);
    }

    @Test
    void sharesPublicPortsWithNoOtherKindOfRule() {
        assertThat(caller.call(
                                "createLoadBalancerRule",
                                "name",
                                "x",
                                "algorithm",
                                "source",
                                "publicipid",
                                PUBLIC,
                                "publicport",
                                "80",
                                "privateport",
                                "80")
                        .status())
                .isEqualTo(537);
        assertThat(caller.call(
                                "createPortForwardingRule",
                                "ipaddressid",
                                PUBLIC,
                                "protocol",
                                "tcp",
                                "publicport",
                                "8080",
                                "privateport",
                                "80",
                                "virtualmachineid",
                                LB)
                        .status())
                .isEqualTo(537);
    }

    @Test
    void knowsNoAddressesOfMachinesOnAnOldServer() {
        zone.faults().habits().oldServer(true);
        assertThat(caller.call(
                                "assignToLoadBalancerRule",
                                "id",
                                RULE,
                                "vmidipmap[0].vmid",
                                BACKUP,
                                "vmidipmap[0].vmip",
                                "10.5.0.195")
                        .status())
                .isEqualTo(431);
        assertThat(caller.call("listLoadBalancerRuleInstances", "id", RULE, "lbvmips", "true")
                        .content()
                        .has("lbrulevmidip"))
                .isFalse();
        JsonNode api = caller.call("listApis", "name", "assignToLoadBalancerRule")
                .content()
                .path("api")
                .path(0);
        assertThat(api.path("params").findValuesAsText("name")).containsExactly("id", "virtualmachineids");
    }

    @Test
    void forgetsMachinesThatAreExpunged() {
        caller.succeed("destroyVirtualMachine", "id", LB);
        assertThat(members()).hasSize(1);
        caller.pass(86_400_000);
        assertThat(members()).isEmpty();
    }
}
