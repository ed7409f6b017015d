package org.vipagent.linux.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.RootTest;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.packet.FrameSocket.Question;
import org.vipagent.linux.packet.FrameSocket.Station;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.vrrp.wire.Transport;

/** Whether another machine's kernel says that it has an address, and what is heard of it unasked. */
@RootTest
class ClaimSocketTest {
    private static final MacAddress NEAR = MacAddress.parse("02:00:00:00:00:0a");
    private static final MacAddress FAR = MacAddress.parse("02:00:00:00:00:0b");
    private static final IpAddress VIP = IpAddress.parse("10.5.0.100");
    private static final IpAddress VIP6 = IpAddress.parse("2001:db8:5::100");

    private TwoHosts hosts;
    private FrameSocket probes;
    private ArpClaims arp;
    private NeighbourClaims neighbours;

    @BeforeEach
    void connect() {
        hosts = new TwoHosts();
        hosts.near.ip("link set v0 address " + NEAR);
        hosts.far.ip("link set v1 address " + FAR);
        probes = hosts.near.call(() -> FrameSocket.open(hosts.libc));
        arp = hosts.near.call(() -> ArpClaims.open(hosts.libc));
        neighbours = hosts.near.call(() -> NeighbourClaims.open(hosts.libc));
    }

    @AfterEach
    void disconnect() {
        probes.close();
        arp.close();
        neighbours.close();
        hosts.close();
    }

    private void ask(IpAddress address, boolean everyone) throws ErrnoException {
        IpAddress source = TwoHosts.near(address.family());
        assertThat(probes.ask(new Question(TwoHosts.NEAR_INDEX, NEAR, source, address, everyone)))
                .isTrue();
    }

    private Claim heard(ClaimSocket socket) throws ErrnoException {
        Claim claim = next(socket);
        while (claim == null) {
            hosts.awaitReadable(socket.descriptor());
            claim = next(socket);
        }
        return claim;
    }

    /** The kernels talk, too; what claims nothing is passed over. */
    private static Claim next(ClaimSocket socket) throws ErrnoException {
        Claim claim = null;
        while (claim == null && socket.receive()) {
            claim = socket.claim();
        }
        return claim;
    }

    @Test
    void anotherHolderAnswersTheQuestionToTheRoutersGroup() throws ErrnoException {
        hosts.far.ip("addr add 10.5.0.100/32 dev v1");
        // The group's members hear what is sent to its Ethernet address.
        try (AdvertSocket member = hosts.farSocket(AddressFamily.INET, Transport.VRRP)) {
            ask(VIP, false);
            assertThat(heard(arp)).isEqualTo(new Claim(TwoHosts.NEAR_INDEX, VIP, FAR));
            assertThat(member.overflow()).isZero();
        }
    }

    @Test
    void anotherHolderAnswersTheQuestionToEveryone() throws ErrnoException {
        hosts.far.ip("addr add 10.5.0.100/32 dev v1");
        ask(VIP, true);
        assertThat(heard(arp)).isEqualTo(new Claim(TwoHosts.NEAR_INDEX, VIP, FAR));
    }

    @Test
    void aStationThatIsThereAnswersTheOrdinaryQuestion() throws ErrnoException {
        for (AddressFamily family : AddressFamily.values()) {
            IpAddress station = TwoHosts.far(family);
            assertThat(probes.ask(TwoHosts.NEAR_INDEX, NEAR, TwoHosts.near(family), station))
                    .isTrue();
            ClaimSocket ear = family == AddressFamily.INET ? arp : neighbours;
            assertThat(heard(ear)).isEqualTo(new Claim(TwoHosts.NEAR_INDEX, station, FAR));
        }
    }

    @Test
    void anotherHolderAnswersTheSolicitation() throws ErrnoException {
        hosts.far.ip("addr add 2001:db8:5::100/128 dev v1 nodad");
        // Even without duplicate detection the kernel needs a moment before it answers for a new address.
        long patience = System.nanoTime() + 10_000_000_000L;
        Claim first = null;
        while (first == null && System.nanoTime() < patience) {
            ask(VIP6, false);
            first = next(neighbours);
        }
        assertThat(first == null ? heard(neighbours) : first).isEqualTo(new Claim(TwoHosts.NEAR_INDEX, VIP6, FAR));
    }

    @Test
    void whoDoesNotHoldTheAddressIsSilent() throws ErrnoException {
        ask(VIP, true);
        ask(TwoHosts.far(AddressFamily.INET), true);
        assertThat(heard(arp).address()).isEqualTo(TwoHosts.far(AddressFamily.INET));
        ask(VIP6, false);
        ask(TwoHosts.far(AddressFamily.INET6), false);
        assertThat(heard(neighbours).address()).isEqualTo(TwoHosts.far(AddressFamily.INET6));
    }

    @Test
    void announcementsAreHeardAndOrdinaryQuestionsAreNot() throws ErrnoException {
        Question ordinary = new Question(
                TwoHosts.FAR_INDEX, FAR, TwoHosts.far(AddressFamily.INET), IpAddress.parse("10.5.0.7"), true);
        try (FrameSocket farProbes = hosts.far.call(() -> FrameSocket.open(hosts.libc));
                FrameSocket announcements = hosts.far.call(() -> FrameSocket.open(hosts.libc))) {
            assertThat(farProbes.ask(ordinary)).isTrue();
            Station station = new Station(TwoHosts.FAR_INDEX, FAR, false);
            assertThat(announcements.announce(station, VIP)).isTrue();
            assertThat(announcements.announce(station, VIP6)).isTrue();
        }
        assertThat(heard(arp)).isEqualTo(new Claim(TwoHosts.NEAR_INDEX, VIP, FAR));
        assertThat(heard(neighbours)).isEqualTo(new Claim(TwoHosts.NEAR_INDEX, VIP6, FAR));
    }

    @Test
    void whatClaimsNothingIsAPacketAllTheSameSoThatItsReaderCanCountIt() throws ErrnoException {
        try (FrameSocket announcements = hosts.far.call(() -> FrameSocket.open(hosts.libc))) {
            Station station = new Station(TwoHosts.FAR_INDEX, FAR, false);
            assertThat(announcements.announce(station, IpAddress.parse("0.0.0.0")))
                    .isTrue();
            assertThat(announcements.announce(station, VIP)).isTrue();
        }
        hosts.awaitReadable(arp.descriptor());
        assertThat(arp.receive()).isTrue();
        assertThat(arp.claim()).as("nobody has the unspecified address").isNull();
        assertThat(heard(arp)).isEqualTo(new Claim(TwoHosts.NEAR_INDEX, VIP, FAR));
    }

    @Test
    void ownAnnouncementsAreNotHeard() throws ErrnoException {
        hosts.far.ip("addr add 10.5.0.101/32 dev v1");
        try (FrameSocket announcements = hosts.near.call(() -> FrameSocket.open(hosts.libc))) {
            announcements.announce(new Station(TwoHosts.NEAR_INDEX, NEAR, false), VIP);
        }
        ask(IpAddress.parse("10.5.0.101"), true);
        assertThat(heard(arp).station()).isEqualTo(FAR);
    }

    @Test
    void listensOnWhenAnInterfaceGoesDownAndUp() throws ErrnoException {
        hosts.far.ip("addr add 10.5.0.100/32 dev v1");
        hosts.near.ip("link set v0 down");
        hosts.near.ip("link set v0 up");
        hosts.near.ip("addr replace 10.5.0.133/21 dev v0");
        Claim claim = null;
        while (claim == null) {
            hosts.actUntilReadable(arp.descriptor(), () -> ask(VIP, true));
            try {
                claim = next(arp);
            } catch (ErrnoException e) {
                assertThat(e.getMessage()).contains("ENETDOWN");
            }
        }
        assertThat(claim.station()).isEqualTo(FAR);
    }
}
