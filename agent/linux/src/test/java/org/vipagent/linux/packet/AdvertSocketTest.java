package org.vipagent.linux.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vipagent.linux.packet.TwoHosts.packet;
import static org.vipagent.linux.packet.TwoHosts.payload;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.linux.HexFile;
import org.vipagent.linux.RootTest;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.Transport;

/** What one host sends reaches the other as the RFC wants it, by every transport. */
@RootTest
class AdvertSocketTest {
    private static final int PACKETS = 2_000;
    private static final Transport UDP = Transport.udp(1985);
    private static final byte[] ADVERT = Arrays.copyOfRange(
            HexFile.datagrams("packet/keepalived-2.2.7-v3-ipv4-adverts.hex").get(0), 34, 50);

    private TwoHosts hosts;

    /** A way to go. */
    private record Way(AddressFamily family, Transport transport) {}

    static Stream<Way> everyWay() {
        return Stream.concat(
                Stream.of(AddressFamily.values())
                        .flatMap(family -> Stream.of(new Way(family, Transport.VRRP), new Way(family, UDP))),
                Stream.of(new Way(AddressFamily.INET, Transport.AUTHENTICATION_HEADER)));
    }

    static Stream<Way> waysWithAGroup() {
        return everyWay().filter(way -> way.transport().kind() != Transport.Kind.UDP);
    }

    @BeforeEach
    void connect() {
        hosts = new TwoHosts();
    }

    @AfterEach
    void disconnect() {
        hosts.close();
    }

    private AdvertSocket near(Way way) {
        return hosts.nearSocket(way.family(), way.transport());
    }

    private AdvertSocket far(Way way) {
        return hosts.farSocket(way.family(), way.transport());
    }

    private static NodeEffect.SendPacket toGroup(Way way) {
        IpAddress group = AdvertCodec.group(way.family());
        return packet(way.transport(), TwoHosts.near(way.family()), group, 255, ADVERT);
    }

    private static NodeEffect.SendPacket toPeer(Way way, int ttl) {
        return packet(way.transport(), TwoHosts.near(way.family()), TwoHosts.far(way.family()), ttl, ADVERT);
    }

    @ParameterizedTest
    @MethodSource("waysWithAGroup")
    void sendsToTheGroupWithTtl255FromTheGivenSource(Way way) throws Exception {
        try (AdvertSocket sender = near(way);
                AdvertSocket receiver = far(way)) {
            assertThat(sender.send(toGroup(way))).isTrue();
            ReceivedPacket packet = hosts.received(receiver);
            assertThat(packet.source()).isEqualTo(TwoHosts.near(way.family()));
            assertThat(packet.destination()).isEqualTo(AdvertCodec.group(way.family()));
            assertThat(packet.ttl()).isEqualTo(255);
            assertThat(payload(packet)).containsExactly(ADVERT);
            assertThat(packet.datagram(way.transport()).transport()).isEqualTo(way.transport());
            assertThat(receiver.receive(packet)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void sendsToAPeerAloneWithTheTtlThatIsAskedFor(Way way) throws Exception {
        try (AdvertSocket sender = near(way);
                AdvertSocket receiver = far(way)) {
            sender.send(toPeer(way, 64));
            sender.send(toPeer(way, 255));
            ReceivedPacket packet = hosts.received(receiver);
            assertThat(packet.source()).isEqualTo(TwoHosts.near(way.family()));
            assertThat(packet.destination()).isEqualTo(TwoHosts.far(way.family()));
            assertThat(packet.ttl()).isEqualTo(64);
            assertThat(payload(packet)).containsExactly(ADVERT);
            assertThat(hosts.received(receiver).ttl()).isEqualTo(255);
        }
    }

    @Test
    void showsAnIpv4SourceThatNoInterfaceHolds() throws Exception {
        Way way = new Way(AddressFamily.INET, Transport.VRRP);
        try (AdvertSocket sender = near(way);
                AdvertSocket receiver = far(way)) {
            IpAddress other = IpAddress.parse("10.5.0.134");
            sender.send(packet(Transport.VRRP, other, AdvertCodec.GROUP, 255, ADVERT));
            assertThat(hosts.received(receiver).source()).isEqualTo(other);
        }
    }

    @Test
    void showsTheOneOfSeveralLinkLocalAddressesThatIsAskedFor() throws Exception {
        Way way = new Way(AddressFamily.INET6, Transport.VRRP);
        hosts.near.ip("addr add fe80::134/64 dev v0 nodad");
        try (AdvertSocket sender = near(way);
                AdvertSocket receiver = far(way)) {
            for (String source : new String[] {"fe80::134", "fe80::133", "2001:db8:5::133"}) {
                sender.send(packet(Transport.VRRP, IpAddress.parse(source), AdvertCodec.GROUP6, 255, ADVERT));
                assertThat(hosts.received(receiver).source()).hasToString(source);
            }
        }
    }

    @Test
    void refusesASourceThatTheInterfaceDoesNotHold() throws Exception {
        IpAddress absent = IpAddress.parse("fe80::134");
        for (Transport transport : List.of(Transport.VRRP, UDP)) {
            try (AdvertSocket sender = hosts.nearSocket(AddressFamily.INET6, transport)) {
                assertThatThrownBy(() ->
                                sender.send(packet(transport, absent, TwoHosts.far(AddressFamily.INET6), 255, ADVERT)))
                        .hasMessage("sendmsg: EINVAL (invalid argument): v0 does not hold fe80::134, or not yet");
            }
        }
    }

    @Test
    void refusesAnIpv4SourceOfUdpThatNoInterfaceHolds() throws Exception {
        IpAddress absent = IpAddress.parse("10.5.0.134");
        try (AdvertSocket sender = hosts.nearSocket(AddressFamily.INET, UDP)) {
            // Which of the two errors depends on the kernel.
            assertThatThrownBy(() -> sender.send(packet(UDP, absent, TwoHosts.far(AddressFamily.INET), 255, ADVERT)))
                    .isInstanceOf(ErrnoException.class)
                    .hasMessageContaining("10.5.0.134");
        }
    }

    @Test
    void refusesATentativeSourceUntilItIsSettled() throws Exception {
        // Someone on the far side who answers every look for the address: it stays tentative.
        hosts.far.ip("addr add fe80::77/64 dev v1 nodad");
        hosts.near.run("sysctl -qw net.ipv6.conf.v0.accept_dad=1 net.ipv6.conf.v0.dad_transmits=100");
        hosts.near.ip("addr add fe80::78/64 dev v0");
        Way way = new Way(AddressFamily.INET6, Transport.VRRP);
        NodeEffect.SendPacket advert =
                packet(Transport.VRRP, IpAddress.parse("fe80::78"), AdvertCodec.GROUP6, 255, ADVERT);
        try (AdvertSocket sender = near(way);
                AdvertSocket receiver = far(way)) {
            assertThat(hosts.near.ip("addr show dev v0")).contains("inet6 fe80::78/64 scope link tentative");
            assertThatThrownBy(() -> sender.send(advert)).hasMessageContaining("v0 does not hold fe80::78, or not yet");
            hosts.near.ip("addr del fe80::78/64 dev v0");
            hosts.near.ip("addr add fe80::78/64 dev v0 nodad");
            assertThat(sender.send(advert)).isTrue();
            assertThat(hosts.received(receiver).source()).hasToString("fe80::78");
        }
    }

    @ParameterizedTest
    @MethodSource("waysWithAGroup")
    void doesNotHearItself(Way way) throws Exception {
        try (AdvertSocket sender = near(way);
                AdvertSocket second = near(way);
                AdvertSocket receiver = far(way)) {
            sender.send(toGroup(way));
            hosts.received(receiver);
            // A copy for ourselves would have been queued before the packet left.
            assertThat(sender.receive(new ReceivedPacket())).isFalse();
            assertThat(second.receive(new ReceivedPacket())).isFalse();
        }
    }

    @Test
    void hearsItsOwnTransportAlone() throws Exception {
        Way plain = new Way(AddressFamily.INET, Transport.VRRP);
        Way behindAh = new Way(AddressFamily.INET, Transport.AUTHENTICATION_HEADER);
        Way six = new Way(AddressFamily.INET6, Transport.VRRP);
        Way udp = new Way(AddressFamily.INET, UDP);
        Way otherPort = new Way(AddressFamily.INET, Transport.udp(1986));
        try (AdvertSocket plainly = far(plain);
                AdvertSocket overSix = far(six);
                AdvertSocket inUdp = far(udp);
                AdvertSocket onOtherPort = far(otherPort);
                AdvertSocket sender = near(behindAh);
                AdvertSocket udpSender = near(otherPort);
                AdvertSocket receiver = far(behindAh)) {
            sender.send(toGroup(behindAh));
            udpSender.send(toPeer(otherPort, 255));
            hosts.received(receiver);
            hosts.received(onOtherPort);
            assertThat(plainly.receive(new ReceivedPacket())).isFalse();
            assertThat(overSix.receive(new ReceivedPacket())).isFalse();
            assertThat(inUdp.receive(new ReceivedPacket())).isFalse();
        }
    }

    @Test
    void keepsTheIdentificationThatADigestCovers() throws Exception {
        Way way = new Way(AddressFamily.INET, Transport.AUTHENTICATION_HEADER);
        IpAddress source = TwoHosts.near(AddressFamily.INET);
        try (AdvertSocket sender = near(way);
                AdvertSocket receiver = far(way)) {
            sender.send(new NodeEffect.SendPacket(
                    TwoHosts.NEAR_DEVICE, way.transport(), source, AdvertCodec.GROUP, 255, 0xabcd, ADVERT));
            ReceivedPacket packet = hosts.received(receiver);
            assertThat(packet.payloadOffset()).isEqualTo(20);
            assertThat(Arrays.copyOfRange(packet.bytes(), 4, 6)).containsExactly(0xab, 0xcd);
        }
    }

    @Test
    void sendsTheLongestIpv6AdvertInFragments() throws Exception {
        Way way = new Way(AddressFamily.INET6, Transport.VRRP);
        byte[] longest = new byte[AdvertCodec.MAXIMUM_LENGTH];
        Arrays.fill(longest, (byte) 7);
        try (AdvertSocket sender = near(way);
                AdvertSocket receiver = far(way)) {
            sender.send(packet(Transport.VRRP, TwoHosts.near(AddressFamily.INET6), AdvertCodec.GROUP6, 255, longest));
            assertThat(payload(hosts.received(receiver))).containsExactly(longest);
        }
    }

    @Test
    void refusesAMessageThatDoesNotFit() {
        byte[] tooLong = new byte[ReceivedPacket.CAPACITY + 1];
        for (AddressFamily family : AddressFamily.values()) {
            Way way = new Way(family, Transport.VRRP);
            try (AdvertSocket sender = near(way)) {
                assertThatThrownBy(() -> sender.send(
                                packet(Transport.VRRP, TwoHosts.near(family), AdvertCodec.group(family), 255, tooLong)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(AddressFamily.class)
    void keepsWorkingAfterTheInterfaceWasDown(AddressFamily family) throws Exception {
        Way way = new Way(family, Transport.VRRP);
        try (AdvertSocket sender = near(way);
                AdvertSocket receiver = far(way)) {
            hosts.near.ip("link set v0 down");
            assertThatThrownBy(() -> sender.send(toGroup(way))).isInstanceOf(ErrnoException.class);
            hosts.near.ip("link set v0 up");
            // IPv6 addresses do not outlive the interface going down.
            hosts.near.ip("addr replace fe80::133/64 dev v0 nodad");
            hosts.actUntilReadable(receiver.descriptor(), () -> sender.send(toGroup(way)));
            assertThat(hosts.received(receiver).source()).isEqualTo(TwoHosts.near(family));
            hosts.far.ip("link set v1 down");
            while (receiver.receive(new ReceivedPacket())) {
                // What came before does not count.
            }
            hosts.far.ip("link set v1 up");
            hosts.actUntilReadable(receiver.descriptor(), () -> sender.send(toGroup(way)));
            assertThat(hosts.received(receiver).source()).isEqualTo(TwoHosts.near(family));
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void saysThatTheInterfaceWasRemoved(Way way) {
        try (AdvertSocket sender = near(way)) {
            hosts.near.ip("link del v0");
            assertThatThrownBy(() -> sender.send(toPeer(way, 255))).isInstanceOf(ErrnoException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void leavesAlmostNoGarbage(Way way) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        NodeEffect.SendPacket advert = toPeer(way, 255);
        ReceivedPacket packet = new ReceivedPacket();
        try (AdvertSocket sender = near(way);
                AdvertSocket receiver = far(way)) {
            awaitAcquaintance(sender, receiver, way);
            long sent = 0;
            long received = 0;
            // The first round loads classes; the buffer holds a round.
            for (int round = 0; round < 2; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < PACKETS; i++) {
                    sender.send(advert);
                }
                long between = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < PACKETS; i++) {
                    assertThatReceived(receiver, packet, way.transport());
                }
                sent = (between - before) / PACKETS;
                received = (threads.getCurrentThreadAllocatedBytes() - between) / PACKETS;
            }
            // The value for the codec of a receive.
            assertThat(sent).isZero();
            assertThat(received).isLessThanOrEqualTo(64);
            assertThat(receiver.overflow()).isZero();
        }
    }

    /** Until the hosts have found each other's hardware addresses: few packets are kept until then. */
    private void awaitAcquaintance(AdvertSocket sender, AdvertSocket receiver, Way way) throws ErrnoException {
        sender.send(toPeer(way, 255));
        hosts.received(receiver);
    }

    private static void assertThatReceived(AdvertSocket receiver, ReceivedPacket packet, Transport transport)
            throws ErrnoException {
        if (!receiver.receive(packet) || packet.datagram(transport).ttl() != 255) {
            throw new AssertionError("a packet is missing");
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void countsWhatTheKernelHadNoRoomFor(Way way) throws Exception {
        int flood = 20_000;
        ReceivedPacket packet = new ReceivedPacket();
        try (AdvertSocket sender = near(way);
                AdvertSocket receiver = far(way)) {
            awaitAcquaintance(sender, receiver, way);
            for (int i = 0; i < flood; i++) {
                sender.send(toPeer(way, 255));
            }
            long received = 0;
            while (receiver.receive(packet)) {
                received++;
            }
            assertThat(received).as("fitted into the buffer").isBetween(5_000L, flood - 1L);
            // The kernel tells it with the first packet that has room again.
            sender.send(toPeer(way, 255));
            hosts.awaitReadable(receiver.descriptor());
            assertThat(receiver.receive(packet)).isTrue();
            assertThat(receiver.overflow()).isEqualTo(flood - received);
        }
    }

    @Test
    void saysThatThereIsNoSuchInterface() {
        AdvertChannel channel = new AdvertChannel(new InterfaceName("eth9"), AddressFamily.INET, Transport.VRRP);
        assertThatThrownBy(() -> hosts.near.call(() -> AdvertSocket.open(hosts.libc, channel, 99)))
                .hasMessageContaining("setsockopt(SO_BINDTODEVICE): ENODEV");
    }

    @Test
    void saysThatAnotherProgramHasTheUdpPort() {
        Way way = new Way(AddressFamily.INET, UDP);
        try (AdvertSocket first = near(way)) {
            assertThat(first.descriptor().isOpen()).isTrue();
            assertThatThrownBy(() -> near(way)).hasMessageContaining("EADDRINUSE");
            near(new Way(AddressFamily.INET6, UDP)).close();
        }
    }
}
