package org.vipagent.linux.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.HexFile;
import org.vipagent.linux.RootTest;
import org.vipagent.linux.libc.Descriptor;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.libc.NativeBuffer;
import org.vipagent.linux.libc.NetworkNamespace;
import org.vipagent.linux.libc.Poller;
import org.vipagent.linux.libc.SocketAddresses;
import org.vipagent.linux.libc.SocketMessage;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/** Two hosts on one cable: what one sends reaches the other as the RFC wants it. */
@RootTest
class PacketSocketsTest {
    private static final InterfaceName V0 = new InterfaceName("v0");
    private static final InterfaceName V1 = new InterfaceName("v1");
    private static final int V0_INDEX = 7;
    private static final int V1_INDEX = 8;
    private static final MacAddress V0_MAC = MacAddress.parse("02:00:00:00:00:0a");
    private static final IpAddress NEAR = IpAddress.parse("10.5.0.133");
    private static final IpAddress FAR = IpAddress.parse("10.5.0.195");
    private static final int PACKETS = 2_000;
    private static final byte[] ADVERT = Arrays.copyOfRange(
            HexFile.datagrams("packet/keepalived-2.2.7-v3-ipv4-adverts.hex").get(0), 34, 50);

    private final Libc libc = Libc.load();
    private NetworkNamespace near;
    private NetworkNamespace far;

    @BeforeEach
    void connect() {
        near = new NetworkNamespace();
        far = new NetworkNamespace();
        near.connect("v0", far, "v1");
        near.ip("addr add 10.5.0.133/21 dev v0");
        far.ip("addr add 10.5.0.195/21 dev v1");
    }

    @AfterEach
    void disconnect() {
        near.close();
        far.close();
    }

    private VrrpSocket nearSocket() {
        return near.call(() -> VrrpSocket.open(libc, V0, V0_INDEX, VrrpSocket.VRRP));
    }

    private VrrpSocket farSocket() {
        return far.call(() -> VrrpSocket.open(libc, V1, V1_INDEX, VrrpSocket.VRRP));
    }

    private void awaitReadable(Descriptor descriptor) throws ErrnoException {
        try (Poller poller = new Poller(libc, System::nanoTime);
                Poller.Watch watch = poller.watch(descriptor)) {
            assertThat(poller.await(System.nanoTime() + TimeUnit.SECONDS.toNanos(10)))
                    .as("something arrives")
                    .isTrue();
            assertThat(watch.isReady()).isTrue();
        }
    }

    private ReceivedPacket received(VrrpSocket socket) throws ErrnoException {
        awaitReadable(socket.descriptor());
        ReceivedPacket packet = new ReceivedPacket();
        assertThat(socket.receive(packet)).isTrue();
        assertThat(packet.flaw()).isEqualTo(ReceivedPacket.Flaw.NONE);
        return packet;
    }

    private static byte[] payload(ReceivedPacket packet) {
        int from = packet.payloadOffset();
        return Arrays.copyOfRange(packet.bytes(), from, from + packet.payloadLength());
    }

    @Test
    void sendsToTheGroupWithTtl255FromTheGivenSource() throws Exception {
        try (VrrpSocket sender = nearSocket();
                VrrpSocket receiver = farSocket()) {
            assertThat(sender.send(NEAR, VrrpSocket.GROUP, ADVERT, ADVERT.length, 255))
                    .isTrue();
            ReceivedPacket packet = received(receiver);
            assertThat(packet.source()).isEqualTo(NEAR);
            assertThat(packet.destination()).isEqualTo(VrrpSocket.GROUP);
            assertThat(packet.ttl()).isEqualTo(255);
            assertThat(payload(packet)).containsExactly(ADVERT);
            assertThat(receiver.receive(packet)).isFalse();
        }
    }

    @Test
    void sendsToAPeerAloneWithTheTtlThatIsAskedFor() throws Exception {
        try (VrrpSocket sender = nearSocket();
                VrrpSocket receiver = farSocket()) {
            sender.send(NEAR, FAR, ADVERT, ADVERT.length, 254);
            ReceivedPacket packet = received(receiver);
            assertThat(packet.destination()).isEqualTo(FAR);
            assertThat(packet.ttl()).isEqualTo(254);
        }
    }

    @Test
    void showsASourceThatNoInterfaceHolds() throws Exception {
        try (VrrpSocket sender = nearSocket();
                VrrpSocket receiver = farSocket()) {
            IpAddress other = IpAddress.parse("10.5.0.134");
            sender.send(other, VrrpSocket.GROUP, ADVERT, ADVERT.length, 255);
            assertThat(received(receiver).source()).isEqualTo(other);
        }
    }

    @Test
    void doesNotHearItself() throws Exception {
        try (VrrpSocket sender = nearSocket();
                VrrpSocket second = nearSocket();
                VrrpSocket receiver = farSocket()) {
            sender.send(NEAR, VrrpSocket.GROUP, ADVERT, ADVERT.length, 255);
            received(receiver);
            // A copy for ourselves would have been queued before the packet left.
            assertThat(sender.receive(new ReceivedPacket())).isFalse();
            assertThat(second.receive(new ReceivedPacket())).isFalse();
        }
    }

    @Test
    void carriesAnAuthenticationHeaderUnderItsOwnProtocol() throws Exception {
        try (VrrpSocket plain = farSocket();
                VrrpSocket sender =
                        near.call(() -> VrrpSocket.open(libc, V0, V0_INDEX, VrrpSocket.AUTHENTICATION_HEADER));
                VrrpSocket receiver =
                        far.call(() -> VrrpSocket.open(libc, V1, V1_INDEX, VrrpSocket.AUTHENTICATION_HEADER))) {
            sender.send(NEAR, VrrpSocket.GROUP, ADVERT, ADVERT.length, 255);
            assertThat(payload(received(receiver))).containsExactly(ADVERT);
            assertThat(plain.receive(new ReceivedPacket())).isFalse();
        }
    }

    @Test
    void keepsWorkingAfterTheInterfaceWasDown() throws Exception {
        try (VrrpSocket sender = nearSocket();
                VrrpSocket receiver = farSocket()) {
            near.ip("link set v0 down");
            assertThatThrownBy(() -> sender.send(NEAR, VrrpSocket.GROUP, ADVERT, ADVERT.length, 255))
                    .isInstanceOf(ErrnoException.class);
            near.ip("link set v0 up");
            assertThat(sender.send(NEAR, VrrpSocket.GROUP, ADVERT, ADVERT.length, 255))
                    .isTrue();
            assertThat(received(receiver).source()).isEqualTo(NEAR);
        }
    }

    @Test
    void leavesAlmostNoGarbage() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ReceivedPacket packet = new ReceivedPacket();
        try (VrrpSocket sender = nearSocket();
                VrrpSocket receiver = farSocket()) {
            long sent = 0;
            long received = 0;
            // The first round loads classes; the buffer holds a round.
            for (int round = 0; round < 2; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < PACKETS; i++) {
                    sender.send(NEAR, VrrpSocket.GROUP, ADVERT, ADVERT.length, 255);
                }
                long between = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < PACKETS; i++) {
                    assertThatReceived(receiver, packet);
                }
                sent = (between - before) / PACKETS;
                received = (threads.getCurrentThreadAllocatedBytes() - between) / PACKETS;
            }
            // The addressing of a send, the value for the codec of a receive.
            assertThat(sent).isLessThanOrEqualTo(64);
            assertThat(received).isLessThanOrEqualTo(64);
        }
    }

    private static void assertThatReceived(VrrpSocket receiver, ReceivedPacket packet) throws ErrnoException {
        if (!receiver.receive(packet) || packet.datagram().ttl() != 255) {
            throw new AssertionError("a packet is missing");
        }
    }

    @Test
    void saysThatThereIsNoSuchInterface() {
        assertThatThrownBy(() -> near.call(() -> VrrpSocket.open(libc, new InterfaceName("eth9"), 99, VrrpSocket.VRRP)))
                .hasMessageContaining("setsockopt(SO_BINDTODEVICE): ENODEV");
    }

    @Test
    void announcesAnAddressToTheSegment() throws Exception {
        IpAddress vip = IpAddress.parse("10.5.0.100");
        try (ArpSocket arp = near.call(() -> ArpSocket.open(libc));
                Descriptor listener = far.call(() -> {
                    Descriptor socket = libc.socket(Linux.AF_PACKET, Linux.SOCK_RAW | Linux.SOCK_NONBLOCK, 0);
                    NativeBuffer every = SocketAddresses.station(libc, Linux.ETH_P_ARP, MacAddress.BROADCAST)
                            .putInt(SocketAddresses.LINK_INTERFACE, V1_INDEX);
                    libc.bind(socket, every);
                    return socket;
                })) {
            assertThat(arp.announce(V0_INDEX, V0_MAC, vip, 3)).isEqualTo(3);
            SocketMessage frame = libc.message(libc.allocate(2048), libc.allocate(20));
            byte[] bytes = new byte[GratuitousArp.LENGTH];
            for (int i = 0; i < 3; i++) {
                awaitReadable(listener);
                assertThat(libc.receive(listener, frame)).isEqualTo(GratuitousArp.LENGTH);
                frame.data().get(0, bytes, bytes.length);
                assertThat(bytes).containsExactly(GratuitousArp.frame(V0_MAC, vip));
            }
        }
    }

    @Test
    void changesTheNeighboursMindByTheAnnouncement() throws Exception {
        far.ip("neigh replace 10.5.0.100 lladdr 02:00:00:00:00:99 dev v1 nud reachable");
        // The kernel ignores a second change within locktime of the first.
        far.run("sysctl -qw net.ipv4.neigh.v1.locktime=0");
        try (ArpSocket arp = near.call(() -> ArpSocket.open(libc));
                VrrpSocket sender = nearSocket();
                VrrpSocket receiver = farSocket()) {
            arp.announce(V0_INDEX, V0_MAC, IpAddress.parse("10.5.0.100"), 1);
            // Behind it on the cable: when this is here, that was.
            sender.send(NEAR, VrrpSocket.GROUP, ADVERT, ADVERT.length, 255);
            received(receiver);
            assertThat(far.ip("neigh show 10.5.0.100")).contains("lladdr 02:00:00:00:00:0a");
        }
    }

    @Test
    void saysThatTheInterfaceOfAnAnnouncementIsGone() throws Exception {
        try (ArpSocket arp = near.call(() -> ArpSocket.open(libc))) {
            assertThatThrownBy(() -> arp.announce(99, V0_MAC, FAR, 1)).isInstanceOf(ErrnoException.class);
        }
    }
}
