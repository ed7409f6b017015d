package org.vipagent.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.node.InstanceSnapshot;
import org.vipagent.vrrp.AddressClaim;
import org.vipagent.vrrp.DropCount;
import org.vipagent.vrrp.Encounters;
import org.vipagent.vrrp.Punctuality;
import org.vipagent.vrrp.RouterCounters;
import org.vipagent.vrrp.Sighting;
import org.vipagent.vrrp.wire.DropReason;

/** What an operator is told at 3 a.m. beside the table. The instance advertises once a second and became what it is at 100 s. */
class WarningsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 10_000 * SECOND;
    private static final long LONG_AGO = NOW - 601 * SECOND;
    private static final IpAddress PEER = IpAddress.parse("10.5.0.11");
    private static final IpAddress STRANGER = IpAddress.parse("10.5.0.66");
    private static final IpAddress VIP = IpAddress.parse("10.5.0.100");
    private static final MacAddress MAC = MacAddress.parse("02:00:00:00:00:0b");

    private String role = "MASTER";
    private Optional<Sighting> heard = Optional.empty();
    private Optional<AddressClaim> claim = Optional.empty();
    private final List<DropCount> drops = new ArrayList<>();
    private Punctuality punctuality = new Punctuality(0, 0, 0, 0, 0, 0);

    private List<String> warnings() {
        RouterCounters counters =
                new RouterCounters(0, 0, 0, 0, 0, 0, 0, claim.isPresent() ? 4 : 0, 0, 0, 0, 0, punctuality, Map.of());
        InstanceSnapshot instance = new InstanceSnapshot(
                "VI_1",
                "eth0",
                51,
                3,
                role,
                100,
                SECOND,
                1,
                100 * SECOND,
                "silence",
                "this node",
                List.of(),
                true,
                Optional.empty(),
                Optional.empty(),
                counters,
                new Encounters(heard, claim, drops),
                Optional.empty());
        return Warnings.of(instance, NOW).stream().map(Warning::text).toList();
    }

    private void heard(int priority, long interval, long ago) {
        heard = Optional.of(new Sighting(PEER, priority, interval, NOW - ago));
    }

    private void dropped(DropReason reason, long packets, long ago) {
        drops.add(new DropCount(reason, packets, STRANGER, NOW - ago));
    }

    @Test
    void thereAreNoneWhereAllIsWell() {
        assertThat(warnings()).isEmpty();
        role = "BACKUP";
        heard(150, SECOND, SECOND / 2);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aSecondMasterIsNamedWhileItGoesOn() {
        heard(50, SECOND, SECOND / 2);
        assertThat(warnings()).containsExactly("10.5.0.11 also advertises as master, with priority 50, 0.5 s ago");
        heard(50, SECOND, 4 * SECOND);
        assertThat(warnings()).as("it has given in").isEmpty();
        heard(0, SECOND, SECOND / 2);
        assertThat(warnings()).as("a farewell").isEmpty();
    }

    @Test
    void theMasterBeforeUsIsNoSecondOne() {
        heard = Optional.of(new Sighting(PEER, 50, 100_000 * SECOND, 99 * SECOND));
        assertThat(warnings()).noneMatch(line -> line.contains("also advertises"));
    }

    @Test
    void anotherHolderOfTheAddressesIsNamedByItsHardwareAddress() {
        claim = Optional.of(new AddressClaim(VIP, MAC, NOW - 12 * SECOND));
        assertThat(warnings())
                .containsExactly("another station has the addresses, too: 02:00:00:00:00:0b answered for 10.5.0.100"
                        + " 12 s ago; such answers so far: 4");
    }

    @Test
    void aForeignClusterOnOurVridIsNamed() {
        dropped(DropReason.VRID_CLASH, 3, 2 * SECOND);
        assertThat(warnings())
                .containsExactly(
                        "3 packets dropped, last 2.0 s ago: that of 10.5.0.66 shares no virtual address with us:"
                                + " another cluster uses our virtual_router_id");
    }

    @Test
    void aSinglePacketIsASinglePacket() {
        dropped(DropReason.BAD_PASSWORD, 1, 60 * SECOND);
        assertThat(warnings())
                .containsExactly(
                        "1 packet dropped, 60 s ago: that of 10.5.0.66 has another auth_pass than is configured here");
    }

    @Test
    void aFloodOfManyKindsIsToldByItsNewestThree() {
        dropped(DropReason.TRUNCATED, 1, 50 * SECOND);
        dropped(DropReason.BAD_CHECKSUM, 1, 40 * SECOND);
        dropped(DropReason.WRONG_TYPE, 1, 30 * SECOND);
        dropped(DropReason.BAD_PASSWORD, 1, 20 * SECOND);
        dropped(DropReason.STALE, 1, 10 * SECOND);
        assertThat(warnings()).hasSize(4).last().isEqualTo("packets were dropped for 2 more reasons");
        assertThat(warnings()).first().asString().contains(DropReason.STALE.sentence());
    }

    @Test
    void packetsThatAreToBeExpectedAreNoWarning() {
        dropped(DropReason.OWN_PACKET, 1000, SECOND);
        dropped(DropReason.OWNER_IGNORES, 1000, SECOND);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void anotherIntervalThanOursIsNamed() {
        role = "BACKUP";
        heard(150, SECOND / 10, SECOND / 20);
        assertThat(warnings()).containsExactly("10.5.0.11 advertises every 0.1 s, here it is 1 s");
    }

    @Test
    void pausesAndMissedAdvertsAreToldApart() {
        punctuality = new Punctuality(1, NOW - 40 * SECOND, 5, NOW - 30 * SECOND, 2, 7);
        assertThat(warnings())
                .containsExactly(
                        "this machine or process stood still once, last 40 s ago",
                        "adverts not on time: 5 late, 2 made up, 7 left out; last 30 s ago");
    }

    @Test
    void whatIsOverForTenMinutesIsNotToldAnyMore() {
        heard = Optional.of(new Sighting(PEER, 150, SECOND / 10, LONG_AGO));
        claim = Optional.of(new AddressClaim(VIP, MAC, LONG_AGO));
        drops.add(new DropCount(DropReason.VRID_CLASH, 3, STRANGER, LONG_AGO));
        punctuality = new Punctuality(1, LONG_AGO, 5, LONG_AGO, 2, 7);
        assertThat(warnings()).isEmpty();
    }
}
