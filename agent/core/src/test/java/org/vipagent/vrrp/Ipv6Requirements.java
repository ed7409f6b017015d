package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.vrrp.Subject.MASTER_DOWN;
import static org.vipagent.vrrp.Subject.SECOND;
import static org.vipagent.vrrp.Subject.announced;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.Datagram;
import org.vipagent.vrrp.wire.DropReason;

/** The statements of RFC 9568 that are different over IPv6. */
final class Ipv6Requirements {
    private static final IpAddress OWN = IpAddress.parse("fe80::10");
    private static final IpAddress PEER = IpAddress.parse("fe80::11");
    private static final List<IpAddress> VIPS = List.of(IpAddress.parse("fe80::100"), IpAddress.parse("2001:db8::100"));
    private static final List<IpAddress> GLOBAL = List.of(IpAddress.parse("2001:db8::100"));

    private Ipv6Requirements() {}

    static List<Requirement> all() {
        return List.of(
                new Requirement(
                        "5.1.2.3-2",
                        "a hop limit other than 255 is discarded",
                        () -> assertThat(drop(started(config -> config), packet(VIPS), 254))
                                .isEqualTo(DropReason.TTL_NOT_255),
                        () -> assertThat(drop(started(config -> config), packet(VIPS), 255))
                                .isNull()),
                new Requirement(
                        "5.2.8-3",
                        "the checksum covers a pseudo-header",
                        () -> {
                            byte[] alone = packet(VIPS);
                            summedAlone(alone);
                            assertThat(drop(started(config -> config), alone, 255))
                                    .isEqualTo(DropReason.BAD_CHECKSUM);
                        },
                        () -> assertThat(drop(started(config -> config.v3ChecksumAsV2(true)), packet(VIPS), 255))
                                .isNull()),
                new Requirement(
                        "5.2.9-1",
                        "with vrrp_strict the first address has to be the link-local one",
                        () -> assertThat(drop(started(Ipv6Requirements::strict), packet(GLOBAL), 255))
                                .isEqualTo(DropReason.GLOBAL_ADDRESS_FIRST),
                        () -> {
                            assertThat(drop(started(Ipv6Requirements::strict), packet(VIPS), 255))
                                    .isNull();
                            assertThat(drop(started(config -> config), packet(GLOBAL), 255))
                                    .isNull();
                        }),
                new Requirement(
                        "6.4.2-2",
                        "a backup does not answer for the addresses: it does not hold them",
                        () -> assertThat(started(config -> config).wantsAddresses())
                                .isFalse(),
                        () -> assertThat(master().wantsAddresses()).isTrue()),
                new Requirement(
                        "8.2.2-4",
                        "no neighbour advertisement before the addresses are set",
                        () -> {
                            VirtualRouter router = started(config -> config);
                            assertThat(announced(router.deadline(MASTER_DOWN))).isEmpty();
                        },
                        () -> assertThat(announced(master().addressesApplied(MASTER_DOWN)))
                                .isNotEmpty()));
    }

    private static RouterConfigBuilder strict(RouterConfigBuilder config) {
        return config.manners(new PeerManners(false, true, false, false, true));
    }

    private static VirtualRouter started(UnaryOperator<RouterConfigBuilder> changes) {
        return router(changes, OWN);
    }

    private static VirtualRouter master() {
        VirtualRouter router = started(config -> config);
        router.deadline(MASTER_DOWN);
        return router;
    }

    private static VirtualRouter router(UnaryOperator<RouterConfigBuilder> changes, IpAddress source) {
        RouterKey key = new RouterKey(new InterfaceName("eth0"), AddressFamily.INET6, 51);
        RouterConfigBuilder config = RouterConfig.builder("VI_6", key)
                .version(3)
                .advertIntervalNanos(SECOND)
                .virtualAddresses(VIPS);
        VirtualRouter router = new VirtualRouter(changes.apply(config).build());
        router.start(source, 0);
        return router;
    }

    private static byte[] packet(List<IpAddress> addresses) {
        byte[] target = new byte[AdvertCodec.MAXIMUM_LENGTH];
        VirtualRouter peer = router(config -> config.virtualAddresses(addresses), PEER);
        return Arrays.copyOf(
                target, peer.encode(150, AdvertCodec.GROUP6, 0, target).length());
    }

    private static void summedAlone(byte[] message) {
        message[6] = 0;
        message[7] = 0;
        int sum = 0;
        for (int i = 0; i < message.length; i += 2) {
            sum += (message[i] & 0xff) << 8 | (message[i + 1] & 0xff);
        }
        int checksum = 0xffff - sum % 0xffff;
        message[6] = (byte) (checksum >> 8);
        message[7] = (byte) checksum;
    }

    /** Why the packet is dropped; null if it is believed. */
    private static DropReason drop(VirtualRouter router, byte[] message, int hopLimit) {
        router.received(new Datagram(PEER, AdvertCodec.GROUP6, hopLimit, message, 0, message.length), 0, SECOND);
        RouterCounters counters = router.counters();
        assertThat(counters.received() + counters.drops().size()).isEqualTo(1);
        return counters.drops().keySet().stream().findFirst().orElse(null);
    }
}
