package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.Lab;
import org.vipagent.daemon.lab.NetworkNamespace;
import org.vipagent.engine.PacketPort;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.libc.Poller;
import org.vipagent.linux.netlink.NetlinkConnection;
import org.vipagent.linux.netlink.NetlinkSocket;
import org.vipagent.linux.packet.AdvertChannel;
import org.vipagent.linux.packet.AdvertSocket;
import org.vipagent.linux.route.KernelTables;
import org.vipagent.linux.route.Link;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.node.Channel;
import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.Datagram;
import org.vipagent.vrrp.wire.Transport;

/** Needs root: two hosts on a segment, each with a wire. */
class WireTest {
    private static final InterfaceName DEVICE = new InterfaceName(Host.INTERFACE);
    private static final Transport UDP = Transport.udp(1985);
    private static final AdvertChannel IPV4 = new AdvertChannel(DEVICE, AddressFamily.INET, Transport.VRRP);
    private static final AdvertChannel IPV6 = new AdvertChannel(DEVICE, AddressFamily.INET6, Transport.VRRP);
    private static final AdvertChannel AH =
            new AdvertChannel(DEVICE, AddressFamily.INET, Transport.AUTHENTICATION_HEADER);
    private static final AdvertChannel UDP6 = new AdvertChannel(DEVICE, AddressFamily.INET6, UDP);
    private static final IpAddress NEAR = IpAddress.parse("10.5.0.10");
    private static final IpAddress NEAR6 = IpAddress.parse("fe80::10");
    private static final IpAddress FAR6 = IpAddress.parse("fe80::11");
    private static final int LIMIT = 1000;
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Libc libc = Libc.load();
    private Lab lab;
    private Station near;
    private Station far;

    /** A host with its wire. */
    private final class Station implements AutoCloseable {
        private final NetworkNamespace namespace;
        private final Notes notes = new Notes();
        private final List<String> heard = new ArrayList<>();
        private final List<String> claims = new ArrayList<>();
        private final Poller poller;
        private final Wire wire;

        Station(Host host, AdvertChannel... channels) throws Exception {
            this.namespace = host.namespace();
            this.poller = new Poller(libc, System::nanoTime);
            this.wire = namespace.call(
                    () -> new Wire(libc, poller, new LinkedHashSet<>(List.of(channels)), new Troubles(notes)));
        }

        void seeLinks() {
            List<Link> links = namespace.call(() -> {
                try (NetlinkConnection kernel =
                        new NetlinkConnection(NetlinkSocket.forRequests(libc, Linux.NETLINK_ROUTE))) {
                    return new KernelTables(kernel).links();
                }
            });
            wire.links(links);
            drain();
        }

        /** As the engine's turn does; new sockets open here. */
        void drain() {
            namespace.call(() -> {
                wire.drain(new Listener(), LIMIT);
                return null;
            });
        }

        private final class Listener implements PacketPort.Receiver {
            @Override
            public void received(InterfaceName device, Datagram datagram) {
                heard.add(
                        device + " " + datagram.transport().kind() + " " + datagram.source() + " " + datagram.length());
            }

            @Override
            public void claimed(InterfaceName device, IpAddress address, MacAddress station) {
                claims.add(device + " " + address + " " + station);
            }
        }

        void use(Set<Channel> channels) {
            namespace.call(() -> {
                wire.use(channels);
                return null;
            });
        }

        void send(Transport transport, IpAddress source, IpAddress destination) {
            wire.send(new NodeEffect.SendPacket(DEVICE, transport, source, destination, 255, 0, new byte[16]));
        }

        @Override
        public void close() {
            wire.close();
            poller.close();
        }
    }

    @BeforeEach
    void build() throws Exception {
        lab = Lab.create("vipagent-wire-" + ProcessHandle.current().pid());
        Host nearHost = lab.addHost(Host.Settings.of("near", "02:00:00:00:00:10", "10.5.0.10/21"));
        Host farHost = lab.addHost(Host.Settings.of("far", "02:00:00:00:00:11", "10.5.0.11/21"));
        nearHost.namespace().ip("addr add fe80::10/64 dev " + DEVICE + " nodad");
        farHost.namespace().ip("addr add fe80::11/64 dev " + DEVICE + " nodad");
        near = new Station(nearHost, IPV4, IPV6, AH, UDP6);
        far = new Station(farHost, IPV4, IPV6, AH, UDP6);
    }

    @AfterEach
    void remove() {
        near.close();
        far.close();
        lab.close();
    }

    /** Turn by turn, as the engine: each ends when something arrives at the station, or when the next advert is due. */
    private static void until(Station station, BooleanSupplier condition) throws ErrnoException {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("a deadline").isLessThan(patience);
            station.poller.await(System.nanoTime() + INTERVAL_NANOS);
            station.drain();
        }
    }

    @Test
    void sendsEachAdvertByItsOwnChannel() throws Exception {
        near.seeLinks();
        far.seeLinks();
        near.send(Transport.VRRP, NEAR, AdvertCodec.GROUP);
        near.send(Transport.VRRP, NEAR6, AdvertCodec.GROUP6);
        near.send(Transport.AUTHENTICATION_HEADER, NEAR, AdvertCodec.GROUP);
        near.send(UDP, NEAR6, FAR6);
        until(far, () -> far.heard.size() >= 4);
        assertThat(far.heard)
                .containsExactlyInAnyOrder(
                        "eth0 VRRP 10.5.0.10 16",
                        "eth0 VRRP fe80::10 16",
                        "eth0 AUTHENTICATION_HEADER 10.5.0.10 16",
                        "eth0 UDP fe80::10 16");
        assertThat(near.notes.lines()).isEmpty();
        assertThat(far.notes.lines()).isEmpty();
    }

    @Test
    void aReloadOpensNewChannelsAtOnceAndClosesThoseThatAreLeft() throws Exception {
        near.seeLinks();
        far.seeLinks();
        Channel ipv4 = new Channel(DEVICE, AddressFamily.INET, Transport.VRRP);
        Channel other = new Channel(DEVICE, AddressFamily.INET6, Transport.udp(1986));
        for (Station station : List.of(near, far)) {
            station.use(Set.of(ipv4, other));
        }
        near.send(Transport.VRRP, NEAR6, AdvertCodec.GROUP6);
        near.send(UDP, NEAR6, FAR6);
        near.send(Transport.udp(1986), NEAR6, FAR6);
        near.send(Transport.VRRP, NEAR, AdvertCodec.GROUP);
        until(far, () -> far.heard.size() >= 2);
        assertThat(far.heard).containsExactlyInAnyOrder("eth0 UDP fe80::10 16", "eth0 VRRP 10.5.0.10 16");
        assertThat(near.notes.lines()).isEmpty();
    }

    @Test
    void opensNoSocketThatNoInstanceNeeds() throws Exception {
        near.seeLinks();
        // Dropped without a word: the configuration knows which channels there are.
        near.send(Transport.udp(1), NEAR, NEAR);
        assertThat(near.namespace.call(() -> Files.readString(Path.of("/proc/thread-self/net/udp"))
                        .lines()
                        .count()))
                .as("the heading alone")
                .isEqualTo(1);
    }

    @Test
    void tellsOnceThatALinkLocalAddressIsTentativeAndThatItIsSettled() {
        near.seeLinks();
        IpAddress absent = IpAddress.parse("fe80::77");
        for (int i = 0; i < 5; i++) {
            near.send(Transport.VRRP, absent, AdvertCodec.GROUP6);
        }
        assertThat(near.wire.troubles()).hasSize(1);
        near.namespace.ip("addr add fe80::77/64 dev eth0 nodad");
        near.send(Transport.VRRP, absent, AdvertCodec.GROUP6);
        assertThat(near.wire.troubles()).isEmpty();
        assertThat(near.notes.lines())
                .containsExactly(
                        "TROUBLE eth0: adverts from fe80::77 to ff02::12 cannot be sent by VRRP over IPv6:"
                                + " sendmsg: EINVAL (invalid argument): eth0 does not hold fe80::77, or not yet",
                        "INFORMATION eth0: adverts from fe80::77 to ff02::12 are sent again by VRRP over IPv6;"
                                + " 5 were lost");
    }

    @Test
    void tellsOnceOfTheOnePeerThatCannotBeReachedWhileAnotherCan() {
        near.seeLinks();
        IpAddress unreachable = IpAddress.parse("2001:db8:9::1");
        for (int i = 0; i < 5; i++) {
            near.send(Transport.VRRP, NEAR6, unreachable);
            near.send(Transport.VRRP, NEAR6, FAR6);
        }
        String words = "eth0: adverts from fe80::10 to 2001:db8:9::1 cannot be sent by VRRP over IPv6: ";
        assertThat(near.notes.lines()).singleElement().asString().startsWith("TROUBLE " + words);
        assertThat(near.wire.troubles())
                .as("whichever is tried last")
                .singleElement()
                .asString()
                .startsWith(words);
    }

    @Test
    void readsWhatOneChannelHoldsBeyondItsShareWhereTheOthersLeaveRoom() {
        near.seeLinks();
        far.seeLinks();
        long before = delivered(far);
        int burst = LIMIT * 6 / 10;
        for (int i = 0; i < burst; i++) {
            near.send(Transport.VRRP, NEAR, AdvertCodec.GROUP);
        }
        waitFor(() -> delivered(far) - before >= burst);
        far.drain();
        // A membership report of somebody may have been counted, too.
        assertThat(far.heard).hasSizeBetween(burst - 20, burst);
    }

    /** InDelivers of proc(5)'s net/snmp: what reached a socket, or a protocol of the kernel. */
    private static long delivered(Station station) {
        String numbers = station.namespace.call(() -> Files.readAllLines(Path.of("/proc/thread-self/net/snmp")).stream()
                .filter(line -> line.startsWith("Ip: "))
                .skip(1)
                .findFirst()
                .orElseThrow());
        return Long.parseLong(numbers.split(" ", -1)[9]);
    }

    private static void waitFor(BooleanSupplier condition) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("a deadline").isLessThan(patience);
            Thread.onSpinWait();
        }
    }

    @Test
    void hearsWhoHasAnAddressInATurnThatNoLookAtTheSocketsCameBefore() {
        near.seeLinks();
        far.seeLinks();
        IpAddress address = IpAddress.parse("10.5.0.100");
        waitFor(() -> {
            far.wire.announce(new NodeEffect.AnnounceAddresses(DEVICE, List.of(address), 1));
            near.drain();
            return !near.claims.isEmpty();
        });
        assertThat(near.claims).containsOnly("eth0 10.5.0.100 02:00:00:00:00:11");
    }

    @Test
    void followsAnInterfaceThatGoesDownAndComesBack() throws Exception {
        near.seeLinks();
        far.seeLinks();
        near.namespace.ip("link set eth0 down");
        near.seeLinks();
        near.send(Transport.VRRP, NEAR, AdvertCodec.GROUP);
        assertThat(near.wire.troubles()).hasSize(1);
        near.namespace.ip("link set eth0 up");
        near.seeLinks();
        assertThat(near.wire.troubles()).isEmpty();
        until(far, () -> {
            near.send(Transport.VRRP, NEAR, AdvertCodec.GROUP);
            return !far.heard.isEmpty();
        });
    }

    @Test
    void followsAnInterfaceThatIsRemovedAndMadeAnew() throws Exception {
        InterfaceName eth9 = new InterfaceName("eth9");
        Host host = lab.addHost(Host.Settings.of("third", "02:00:00:00:00:12", "10.5.0.12/21"));
        try (Station third = new Station(host, new AdvertChannel(eth9, AddressFamily.INET, Transport.VRRP))) {
            NodeEffect.SendPacket advert =
                    new NodeEffect.SendPacket(eth9, Transport.VRRP, NEAR, AdvertCodec.GROUP, 255, 0, new byte[8]);
            third.seeLinks();
            third.wire.send(advert);
            for (int round = 0; round < 2; round++) {
                third.namespace.ip("link add eth9 type veth peer name eth8");
                third.namespace.ip("link set eth9 up");
                third.seeLinks();
                third.wire.send(advert);
                assertThat(third.notes.lines()).isEmpty();
                third.namespace.ip("link del eth9");
                third.seeLinks();
            }
            third.wire.send(advert);
            assertThat(third.notes.lines())
                    .as("no interface, no socket, no words")
                    .isEmpty();
        }
    }

    @Test
    void triesAgainWhereAnotherProgramHasThePort() throws Exception {
        AdvertSocket other = near.namespace.call(() -> AdvertSocket.open(libc, UDP6, 1));
        try (other) {
            near.seeLinks();
            near.drain();
            assertThat(near.notes.lines()).singleElement().asString().contains("no socket for UDP port 1985 over IPv6");
        }
        until(near, () -> near.wire.troubles().isEmpty());
        assertThat(near.notes.lines())
                .last()
                .isEqualTo("INFORMATION eth0: there is a socket for UDP port 1985 over IPv6");
    }

    @Test
    void tellsOfPacketsThatTheKernelHadNoRoomFor() throws Exception {
        near.seeLinks();
        far.seeLinks();
        for (int i = 0; i < 20_000; i++) {
            near.send(Transport.VRRP, NEAR, AdvertCodec.GROUP);
        }
        assertThat(near.wire.troubles()).isEmpty();
        until(far, () -> {
            near.send(Transport.VRRP, NEAR, AdvertCodec.GROUP);
            return !far.wire.troubles().isEmpty();
        });
        assertThat(far.notes.lines())
                .singleElement()
                .asString()
                .startsWith("TROUBLE eth0: ")
                .endsWith("packets of VRRP over IPv4 were lost, since they came faster than they could be read");
    }

    @Test
    void announcesAddressesOfBothFamilies() throws Exception {
        near.seeLinks();
        List<IpAddress> many = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            many.add(IpAddress.parse("10.6.0." + i));
            many.add(IpAddress.parse("2001:db8:6::" + Integer.toHexString(i)));
        }
        long before = framesSent();
        near.wire.announce(new NodeEffect.AnnounceAddresses(DEVICE, many, 5));
        assertThat(framesSent() - before).isGreaterThanOrEqualTo(1_000);
        assertThat(near.notes.lines()).isEmpty();
    }

    /** The tenth number of the interface's line, proc(5). */
    private long framesSent() {
        return near.namespace.call(() -> Files.readAllLines(Path.of("/proc/thread-self/net/dev")).stream()
                .filter(line -> line.contains("eth0:"))
                .mapToLong(line -> Long.parseLong(
                        line.substring(line.indexOf(':') + 1).strip().split(" +", -1)[9]))
                .sum());
    }

    @Test
    void tellsOnceThatAnnouncementsFail() {
        near.seeLinks();
        near.namespace.ip("link set eth0 down");
        for (int i = 0; i < 3; i++) {
            near.wire.announce(new NodeEffect.AnnounceAddresses(DEVICE, List.of(NEAR, NEAR6), 2));
        }
        assertThat(near.notes.lines()).hasSize(1).first().asString().contains("addresses cannot be announced");
        near.namespace.ip("link set eth0 up");
        near.wire.announce(new NodeEffect.AnnounceAddresses(DEVICE, List.of(NEAR), 1));
        assertThat(near.notes.lines()).last().isEqualTo("INFORMATION eth0: addresses are announced again");
    }
}
