package org.vipagent.cloud.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.net.IpAddress;

/** What was not recorded, or only in part: giving addresses back, kinds of networks, what the server says of itself. */
class ZoneCommandsTest {
    private static final String LB = "a2fa6425-aacc-4aba-bb84-e486a41e1c9e";
    private static final String NETWORK = "15616765-d713-4ff3-bba3-a1c71a46d9bf";
    private static final String SOURCE_NAT = "0c5cc05a-26d5-4539-9c7a-0f935291f71d";

    private final Zone zone = Zone.of(ZoneLayout.howTo(), ZoneTiming.measured(), 1);
    private final Caller caller = new Caller(zone, 0);

    private String associated() {
        return caller.succeed("associateIpAddress", "networkid", NETWORK)
                .path("ipaddress")
                .path("id")
                .asText();
    }

    @Test
    void givesAnAddressBackWithAllThatLeadsInThroughIt() {
        String id = associated();
        caller.succeed(
                "createPortForwardingRule",
                "ipaddressid",
                id,
                "protocol",
                "tcp",
                "publicport",
                "80",
                "privateport",
                "80",
                "virtualmachineid",
                LB);
        assertThat(zone.snapshot().firewallRules()).hasSize(1);
        caller.succeed("disassociateIpAddress", "id", id);
        assertThat(zone.snapshot().portForwards()).hasSize(1);
        assertThat(zone.snapshot().firewallRules()).isEmpty();
        assertThat(caller.call("listPublicIpAddresses", "id", id).status()).isEqualTo(431);
        assertThat(associated()).isNotEqualTo(id);
    }

    @Test
    void keepsTheAddressOfTheSourceNat() {
        assertThat(caller.call("disassociateIpAddress", "id", SOURCE_NAT).status())
                .isEqualTo(431);
    }

    @Test
    void disablesStaticNatWithEveryFirewallRuleOfTheAddress() {
        String id = associated();
        caller.call("enableStaticNat", "ipaddressid", id, "virtualmachineid", LB);
        caller.succeed("createFirewallRule", "ipaddressid", id, "protocol", "tcp", "startport", "80", "endport", "80");
        assertThat(zone.snapshot().firewallRules()).hasSize(1);
        caller.succeed("disableStaticNat", "ipaddressid", id);
        assertThat(zone.snapshot().firewallRules()).isEmpty();
        assertThat(zone.snapshot().staticNats()).isEmpty();
    }

    @Test
    void startsAStoppedMachine() {
        caller.succeed("stopVirtualMachine", "id", LB);
        caller.succeed("startVirtualMachine", "id", LB);
        assertThat(zone.snapshot().machines().get(0).state()).isEqualTo("Running");
        assertThat(caller.awaitJob("startVirtualMachine", "id", LB)
                        .path("jobstatus")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void saysOfAZoneWithSecurityGroupsThatItHasThem() {
        assertThat(caller.call("listZones").content().path("zone").path(0).has("securitygroupsenabled"))
                .isFalse();
        Zone guarded = Zone.of(
                ZoneLayout.howTo().toBuilder()
                        .network(ZoneLayout.Network.withSecurityGroups("sg", "203.0.113.0/24", "203.0.113.1"))
                        .machine(ZoneLayout.Machine.of(
                                "S",
                                ZoneLayout.Nic.of("sg", "02:00:00:00:00:09", "203.0.113.2")
                                        .withId("22222222-2222-4222-8222-222222222222")))
                        .build(),
                ZoneTiming.measured(),
                1);
        Caller other = new Caller(guarded, 0);
        assertThat(other.call("listZones")
                        .content()
                        .path("zone")
                        .path(0)
                        .path("securitygroupsenabled")
                        .asBoolean())
                .isTrue();
        String added = other.call(
                        "addIpToNic", "nicid", "22222222-2222-4222-8222-222222222222", "ipaddress", "203.0.113.9")
                .content()
                .path("jobid")
                .asText();
        ZoneTiming timing = ZoneTiming.measured();
        other.pass(timing.callMillis() + timing.jobMillis());
        assertThat(other.poll(added).path("jobstatus").asInt())
                .as("the host has to let the address through first")
                .isZero();
        other.pass(timing.routerMillis());
        assertThat(other.poll(added).path("jobstatus").asInt()).isEqualTo(1);
        JsonNode network = other.call("listNetworks", "type", "Shared")
                .content()
                .path("network")
                .path(0);
        assertThat(network.path("service").findValuesAsText("name"))
                .contains("SecurityGroup")
                .doesNotContain("PortForwarding");
        assertThat(network.path("acltype").asText()).isEqualTo("Domain");
    }

    @Test
    void knowsMachinesWithSeveralNics() {
        Zone wide = Zone.of(
                ZoneLayout.builder()
                        .account(new ZoneLayout.Account("a", "k", "s"))
                        .network(ZoneLayout.Network.isolated("one", "10.1.0.0/24", "10.1.0.1"))
                        .network(ZoneLayout.Network.isolated("two", "10.2.0.0/24", "10.2.0.1"))
                        .machine(new ZoneLayout.Machine(
                                "",
                                "A",
                                List.of(
                                        ZoneLayout.Nic.of("one", "02:00:00:00:00:01", "10.1.0.2"),
                                        ZoneLayout.Nic.of("two", "02:00:00:00:00:02", "10.2.0.2")
                                                .holding("", "10.2.0.9"))))
                        .publicIp(ZoneLayout.PublicIp.of("22222222-2222-4222-8222-222222222222", "192.0.2.1", "two"))
                        .build(),
                ZoneTiming.instant(),
                1);
        Caller other = new Caller(wide, 0);
        String machine = wide.snapshot().machines().get(0).id();
        JsonNode nics =
                other.call("listNics", "virtualmachineid", machine).content().path("nic");
        assertThat(nics.findValuesAsText("isdefault")).containsExactly("true", "false");
        other.succeed(
                "createPortForwardingRule",
                "ipaddressid",
                "22222222-2222-4222-8222-222222222222",
                "protocol",
                "tcp",
                "publicport",
                "80",
                "privateport",
                "80",
                "virtualmachineid",
                machine);
        assertThat(wide.snapshot().portForwards().get(0).target()).isEqualTo(IpAddress.parse("10.2.0.2"));
        String network = nics.path(1).path("networkid").asText();
        assertThat(other.call("listNics", "virtualmachineid", machine, "networkid", network)
                        .content()
                        .path("nic"))
                .hasSize(1);
        wide.faults().oldServer(true);
        assertThat(other.call("listNics", "virtualmachineid", machine, "networkid", network)
                        .content()
                        .path("nic"))
                .as("4.3 does not know the parameter")
                .hasSize(2);
    }

    @Test
    void writesAnAuditTrail() {
        caller.succeed("removeIpFromNic", "id", removable());
        JsonNode events = caller.call("listEvents", "type", "NIC.SECONDARY.IP.UNASSIGN")
                .content()
                .path("event");
        assertThat(events.findValuesAsText("state")).containsExactly("Completed", "Started", "Scheduled");
        assertThat(events.path(0).path("parentid").asText())
                .isEqualTo(events.path(2).path("id").asText());
        caller.call("enableStaticNat", "ipaddressid", associated(), "virtualmachineid", LB);
        assertThat(caller.call("listEvents", "type", "STATICNAT.ENABLE")
                        .content()
                        .path("event"))
                .hasSize(2);
        assertThat(caller.call("listEvents", "startdate", "2000-01-01").content())
                .as("the zone's clock begins in 1970")
                .isEmpty();
        assertThat(caller.call("listEvents", "level", "ERROR").content()).isEmpty();
    }

    private String removable() {
        return caller.call("addIpToNic", "nicid", "d555c213-3ede-4bb4-96bd-d1ce6c475852", "ipaddress", "10.5.0.101")
                .content()
                .path("id")
                .asText();
    }

    @Test
    void saysWhatItIs() {
        zone.faults().throttle(new Faults.Throttle(25, 5000));
        JsonNode capability = caller.call("listCapabilities").content().path("capability");
        assertThat(capability.path("cloudstackversion").asText()).startsWith("4.19");
        assertThat(capability.path("apilimitmax").asInt()).isEqualTo(25);
        zone.faults().oldServer(true);
        assertThat(caller.call("listCapabilities")
                        .content()
                        .path("capability")
                        .path("cloudstackversion")
                        .asText())
                .startsWith("4.3");
    }

    @Test
    void describesEveryCommandThatItKnows() {
        JsonNode apis = caller.call("listApis").content().path("api");
        assertThat(apis.findValuesAsText("name"))
                .contains(
                        "listVirtualMachines",
                        "disassociateIpAddress",
                        "assignToLoadBalancerRule",
                        "removeFromLoadBalancerRule",
                        "createTags",
                        "listEvents",
                        "listCapabilities",
                        "getApiLimit");
    }
}
