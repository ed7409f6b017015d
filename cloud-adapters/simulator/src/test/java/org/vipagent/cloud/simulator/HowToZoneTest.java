package org.vipagent.cloud.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.vipagent.net.IpAddress;

class HowToZoneTest {
    private static final String BACKUP = "bb4095f1-c6b1-4646-8e89-762cd26a53d2";
    private static final IpAddress VIP = IpAddress.parse("10.5.0.100");

    private final Zone zone = Zone.of(ZoneLayout.howTo(), ZoneTiming.measured(), 1);
    private final Caller caller = new Caller(zone, 0);

    @Test
    void isAsTheHowToPrintsIt() {
        JsonNode nic = caller.call("listNics", "virtualmachineid", "a2fa6425-aacc-4aba-bb84-e486a41e1c9e")
                .content()
                .path("nic")
                .path(0);
        assertThat(nic.path("id").asText()).isEqualTo("d555c213-3ede-4bb4-96bd-d1ce6c475852");
        assertThat(nic.path("macaddress").asText()).isEqualTo("02:00:56:df:00:0f");
        assertThat(nic.path("secondaryip").path(0).path("ipaddress").asText()).isEqualTo("10.5.0.100");
        assertThat(zone.snapshot().portForwards()).singleElement().satisfies(rule -> {
            assertThat(rule.machine()).isEqualTo("LB");
            assertThat(rule.target()).isEqualTo(VIP);
            assertThat(rule.isActive()).isTrue();
        });
    }

    @Test
    void movesTheAddressByTheOneOrderThatIsLegal() {
        String rule = zone.snapshot().portForwards().get(0).id();
        String secondary = zone.snapshot().secondaryIps().get(0).id();
        String nic = caller.call("listNics", "virtualmachineid", BACKUP)
                .content()
                .path("nic")
                .path(0)
                .path("id")
                .asText();

        caller.succeed("updatePortForwardingRule", "id", rule, "virtualmachineid", BACKUP);
        caller.succeed("removeIpFromNic", "id", secondary);
        caller.succeed("addIpToNic", "nicid", nic, "ipaddress", "10.5.0.100");
        caller.succeed("updatePortForwardingRule", "id", rule, "virtualmachineid", BACKUP, "vmguestip", "10.5.0.100");

        assertThat(zone.snapshot().holders(VIP)).containsExactly("LB-backup");
        assertThat(zone.snapshot().portForwards()).singleElement().satisfies(moved -> {
            assertThat(moved.id()).isEqualTo(rule);
            assertThat(moved.machine()).isEqualTo("LB-backup");
            assertThat(moved.target()).isEqualTo(VIP);
            assertThat(moved.isActive()).isTrue();
        });
    }

    @Test
    void givesTheSameIdsForTheSameSeed() {
        assertThat(Zone.of(ZoneLayout.howTo(), ZoneTiming.instant(), 7).snapshot())
                .isEqualTo(Zone.of(ZoneLayout.howTo(), ZoneTiming.instant(), 7).snapshot());
        assertThat(Zone.of(ZoneLayout.howTo(), ZoneTiming.instant(), 7).snapshot())
                .isNotEqualTo(
                        Zone.of(ZoneLayout.howTo(), ZoneTiming.instant(), 8).snapshot());
    }
}
