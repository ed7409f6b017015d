package org.vipagent.linux.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.RootTest;
import org.vipagent.linux.libc.Descriptor;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.packet.FrameSocket.Station;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.Transport;

/** What a neighbour makes of an announcement, and what a full queue does to it. */
@RootTest
class FrameSocketTest {
    private static final MacAddress MAC = MacAddress.parse("02:00:00:00:00:0a");
    private static final Station STATION = new Station(TwoHosts.NEAR_INDEX, MAC, false);
    private static final Station ROUTER = new Station(TwoHosts.NEAR_INDEX, MAC, true);
    private static final IpAddress VIP = IpAddress.parse("10.5.0.100");
    private static final IpAddress VIP6 = IpAddress.parse("2001:db8:5::100");

    private TwoHosts hosts;
    private FrameSocket socket;

    @BeforeEach
    void connect() {
        hosts = new TwoHosts();
        socket = hosts.near.call(() -> FrameSocket.open(hosts.libc));
    }

    @AfterEach
    void disconnect() {
        socket.close();
        hosts.close();
    }

    private void awaitFrame(Descriptor listener, byte[] expected) throws ErrnoException {
        assertThat(hosts.awaitFrame(listener, expected.length, frame -> Arrays.equals(frame, expected)))
                .containsExactly(expected);
    }

    /** What is sent before is there when this is. */
    private void afterEverythingElse(AddressFamily family) throws ErrnoException {
        try (AdvertSocket sender = hosts.nearSocket(family, Transport.VRRP);
                AdvertSocket receiver = hosts.farSocket(family, Transport.VRRP)) {
            sender.send(TwoHosts.packet(
                    Transport.VRRP, TwoHosts.near(family), AdvertCodec.group(family), 255, new byte[8]));
            hosts.received(receiver);
        }
    }

    @Test
    void announcesAnIpv4AddressByArp() throws Exception {
        try (Descriptor listener = hosts.farListener(Linux.ETH_P_ARP)) {
            assertThat(socket.announce(STATION, VIP)).isTrue();
            byte[] frame = new byte[ArpFrame.LENGTH];
            ArpFrame.announcement(frame, MAC, VIP);
            awaitFrame(listener, frame);
        }
    }

    @Test
    void announcesAnIpv6AddressByNeighbourAdvertisement() throws Exception {
        try (Descriptor listener = hosts.farListener(Linux.ETH_P_IPV6)) {
            byte[] frame = new byte[NeighbourMessage.LENGTH];
            assertThat(socket.announce(STATION, VIP6)).isTrue();
            NeighbourMessage.advertisement(frame, MAC, VIP6, false);
            awaitFrame(listener, frame);
            assertThat(socket.announce(ROUTER, VIP6)).isTrue();
            NeighbourMessage.advertisement(frame, MAC, VIP6, true);
            awaitFrame(listener, frame);
        }
    }

    @Test
    void changesTheNeighboursMindByArp() throws Exception {
        hosts.far.ip("neigh replace 10.5.0.100 lladdr 02:00:00:00:00:99 dev v1 nud reachable");
        // The kernel ignores a second change within locktime of the first.
        hosts.far.run("sysctl -qw net.ipv4.neigh.v1.locktime=0");
        socket.announce(STATION, VIP);
        afterEverythingElse(AddressFamily.INET);
        assertThat(hosts.far.ip("neigh show 10.5.0.100")).contains("lladdr 02:00:00:00:00:0a");
    }

    @Test
    void changesTheNeighboursMindByNeighbourAdvertisement() throws Exception {
        hosts.far.ip("neigh replace 2001:db8:5::100 lladdr 02:00:00:00:00:99 dev v1 nud reachable");
        socket.announce(STATION, VIP6);
        afterEverythingElse(AddressFamily.INET6);
        assertThat(hosts.far.ip("neigh show 2001:db8:5::100"))
                .contains("lladdr 02:00:00:00:00:0a")
                .doesNotContain("router");
        socket.announce(ROUTER, VIP6);
        afterEverythingElse(AddressFamily.INET6);
        assertThat(hosts.far.ip("neigh show 2001:db8:5::100")).contains("router");
    }

    @Test
    void saysThatTheInterfaceIsGoneOrDown() {
        assertThatThrownBy(() -> socket.announce(new Station(99, MAC, false), VIP))
                .isInstanceOf(ErrnoException.class);
        hosts.near.ip("link set v0 down");
        assertThatThrownBy(() -> socket.announce(STATION, VIP6)).hasMessageContaining("ENETDOWN");
    }

    @Test
    void aFullQueueOfTheInterfaceIsNoErrorButSendsNothing() throws Exception {
        hosts.near.run("tc qdisc replace dev v0 root bfifo limit 1");
        assertThat(socket.announce(STATION, VIP)).isFalse();
        assertThat(socket.announce(STATION, VIP6)).isFalse();
        assertThat(socket.ask(new FrameSocket.Question(TwoHosts.NEAR_INDEX, MAC, VIP, VIP, true)))
                .isFalse();
        hosts.near.run("tc qdisc del dev v0 root");
        assertThat(socket.announce(STATION, VIP)).isTrue();
    }
}
