package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vipagent.vrrp.Subject.GREATER_ADDRESS;
import static org.vipagent.vrrp.Subject.LESSER_ADDRESS;
import static org.vipagent.vrrp.Subject.MASTER_DOWN;
import static org.vipagent.vrrp.Subject.SECOND;
import static org.vipagent.vrrp.Subject.VIPS;
import static org.vipagent.vrrp.Subject.announced;
import static org.vipagent.vrrp.Subject.sent;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.Datagram;
import org.vipagent.vrrp.wire.DropReason;

/** The statements of RFC 9568 on what is in a packet, what is believed and what is sent. */
final class PacketRequirements {
    private PacketRequirements() {}

    static Stream<Requirement> all() {
        return Stream.of(message(), addresses(), reception(), sending(), destination())
                .flatMap(List::stream);
    }

    private static List<Requirement> message() {
        return List.of(
                new Requirement(
                        "5.1.1.3-2",
                        "a TTL other than 255 is discarded",
                        () -> assertThat(drop(datagram(message(150), 254))).isEqualTo(DropReason.TTL_NOT_255),
                        () -> assertThat(drop(datagram(message(150), 255))).isNull()),
                new Requirement(
                        "5.2.2-1",
                        "an unknown type is discarded",
                        () -> assertThat(drop(changed(0, 0x32))).isEqualTo(DropReason.WRONG_TYPE),
                        () -> assertThat(drop(changed(0, 0x31))).isNull()),
                new Requirement(
                        "5.2.5-1",
                        "an advert without addresses is ignored",
                        () -> assertThat(drop(datagram(message(150, List.of()), 255)))
                                .isEqualTo(DropReason.NO_ADDRESSES),
                        () -> assertThat(drop(datagram(message(150, VIPS.subList(0, 1)), 255)))
                                .isNull()),
                new Requirement(
                        "5.2.6-1",
                        "the reserved bits are ignored on reception and sent as zero",
                        () -> assertThat(drop(changed(4, 0xf0))).isNull(),
                        () -> assertThat(message(150)[4] & 0xf0).isZero()),
                new Requirement(
                        "5.2.8-1",
                        "the checksum is verified",
                        () -> assertThat(drop(damaged())).isEqualTo(DropReason.BAD_CHECKSUM),
                        () -> assertThat(drop(datagram(message(150), 255))).isNull()),
                new Requirement(
                        "5.2.8-2",
                        "over IPv4 the checksum of the message alone is right",
                        () -> {
                            VirtualRouter sender =
                                    router(config -> config.priority(150).v3ChecksumAsV2(true));
                            assertThat(drop(datagram(encoded(sender, 150), 255)))
                                    .isNull();
                        },
                        () -> {
                            byte[] message = message(150);
                            message[6] ^= 0x55;
                            assertThat(drop(datagram(message, 255))).isEqualTo(DropReason.BAD_CHECKSUM);
                        }));
    }

    private static List<Requirement> addresses() {
        return List.of(new Requirement(
                "5.2.9-2",
                "the addresses are of the family of the packet",
                () -> assertThatThrownBy(() -> Subject.defaults()
                                .virtualAddresses(List.of(IpAddress.parse("2001:db8::1")))
                                .build())
                        .hasMessageContaining("family"),
                () -> assertThat(Subject.defaults().build().virtualAddresses()).isEqualTo(VIPS)));
    }

    private static List<Requirement> reception() {
        return List.of(
                new Requirement(
                        "7.1-1",
                        "another version is discarded",
                        () -> assertThat(drop(changed(0, 0x21))).isEqualTo(DropReason.WRONG_VERSION),
                        () -> assertThat(drop(changed(0, 0x31))).isNull()),
                new Requirement(
                        "7.1-2",
                        "another type is discarded",
                        () -> assertThat(drop(changed(0, 0x30))).isEqualTo(DropReason.WRONG_TYPE),
                        () -> assertThat(drop(changed(0, 0x31))).isNull()),
                new Requirement(
                        "7.1-3",
                        "an incomplete packet is discarded",
                        () -> assertThat(drop(changed(3, 3))).isEqualTo(DropReason.TRUNCATED),
                        () -> assertThat(drop(changed(3, 2))).isNull()),
                new Requirement(
                        "7.1-4",
                        "a VRID that is not configured is discarded",
                        () -> assertThat(drop(changed(1, 52))).isEqualTo(DropReason.UNKNOWN_VRID),
                        () -> assertThat(drop(changed(1, 51))).isNull()),
                new Requirement(
                        "7.1-5",
                        "an interval of zero is discarded",
                        () -> assertThat(drop(changed(5, 0))).isEqualTo(DropReason.INTERVAL_ZERO),
                        () -> assertThat(drop(changed(5, 1))).isNull()),
                new Requirement(
                        "7.1-6",
                        "a discarded packet touches no timer",
                        () -> {
                            Subject backup = Subject.started();
                            long deadline = backup.router.nextDeadline();
                            backup.pass(SECOND);
                            backup.router.received(damaged(), 0, backup.now);
                            assertThat(backup.router.nextDeadline()).isEqualTo(deadline);
                        },
                        () -> {
                            Subject backup = Subject.started();
                            long deadline = backup.router.nextDeadline();
                            backup.pass(SECOND);
                            backup.router.received(datagram(message(150), 255), 0, backup.now);
                            assertThat(backup.router.nextDeadline()).isEqualTo(deadline + SECOND);
                        }));
    }

    private static List<Requirement> sending() {
        return List.of(
                new Requirement(
                        "5.2.4-1",
                        "an owner's priority is 255, whatever tracking says",
                        () -> {
                            Subject owner = owner();
                            owner.router.effectivePriority(100);
                            assertThat(sent(owner.pass(SECOND))).containsExactly(255);
                        },
                        () -> {
                            Subject master = Subject.master();
                            master.router.effectivePriority(90);
                            assertThat(sent(master.pass(SECOND))).containsExactly(90);
                        }),
                new Requirement(
                        "5.2.4-2",
                        "others stay within 1 to 254",
                        () -> {
                            Subject master = Subject.master();
                            master.router.effectivePriority(-20);
                            assertThat(master.router.priority()).isEqualTo(1);
                            master.router.effectivePriority(300);
                            assertThat(master.router.priority()).isEqualTo(254);
                        },
                        () -> assertThat(owner().router.priority()).isEqualTo(255)),
                new Requirement(
                        "7.2-1",
                        "the fields are those of the router's state",
                        () -> assertThat(message(137))
                                .startsWith(0x31, 51, 137, 2, 0, 100)
                                .endsWith(10, 0, 0, 100, 10, 0, 0, 101),
                        () -> assertThat(message(0)[2]).isZero()),
                new Requirement(
                        "7.2-3",
                        "the source is the primary address, which the checksum with a pseudo-header covers",
                        () -> assertThat(drop(datagram(message(150), 255))).isNull(),
                        () -> {
                            byte[] message = message(150);
                            Datagram forged =
                                    new Datagram(LESSER_ADDRESS, AdvertCodec.GROUP, 255, message, 0, message.length);
                            assertThat(drop(forged)).isEqualTo(DropReason.BAD_CHECKSUM);
                        }));
    }

    private static List<Requirement> destination() {
        return List.of(
                new Requirement(
                        "7.2-4",
                        "adverts go to the group",
                        () -> assertThat(router(config -> config).destinations())
                                .containsExactly(IpAddress.parse("224.0.0.18")),
                        () -> assertThat(router(config -> config.unicastPeers(List.of(UnicastPeer.of(LESSER_ADDRESS))))
                                        .destinations())
                                .containsExactly(LESSER_ADDRESS)),
                new Requirement(
                        "7.2-5",
                        "the checksum is computed",
                        () -> assertThat(drop(datagram(message(150), 255))).isNull(),
                        () -> assertThat(message(150)).isNotEqualTo(message(151))),
                new Requirement(
                        "8.1.2-2",
                        "no gratuitous ARP before the addresses are set",
                        () -> {
                            Subject router = Subject.started();
                            assertThat(announced(router.pass(MASTER_DOWN))).isEmpty();
                            assertThat(announced(router.hear(50))).isEmpty();
                            assertThat(announced(router.pass(60 * SECOND))).isEmpty();
                        },
                        () -> {
                            Subject router = Subject.started();
                            router.pass(MASTER_DOWN);
                            assertThat(announced(router.applied())).containsExactly(5);
                        }));
    }

    private static Subject owner() {
        return Subject.started(config -> config.priority(255).startAsMaster(true));
    }

    private static VirtualRouter router(UnaryOperator<RouterConfigBuilder> changes) {
        VirtualRouter router =
                new VirtualRouter(changes.apply(Subject.defaults()).build());
        router.start(GREATER_ADDRESS, 0);
        return router;
    }

    private static byte[] encoded(VirtualRouter sender, int priority) {
        byte[] target = new byte[AdvertCodec.MAXIMUM_LENGTH];
        int length = sender.encode(priority, AdvertCodec.GROUP, 0, target).length();
        return Arrays.copyOf(target, length);
    }

    private static byte[] message(int priority) {
        return message(priority, VIPS);
    }

    private static byte[] message(int priority, List<IpAddress> addresses) {
        return encoded(router(config -> config.virtualAddresses(addresses)), priority);
    }

    /** A right advert but for one byte, with the checksum made right again (of the message alone). */
    private static Datagram changed(int at, int value) {
        byte[] message = message(150);
        message[at] = (byte) value;
        message[6] = 0;
        message[7] = 0;
        int sum = 0;
        for (int i = 0; i < message.length; i += 2) {
            sum += (message[i] & 0xff) << 8 | (message[i + 1] & 0xff);
        }
        int checksum = 0xffff - sum % 0xffff;
        message[6] = (byte) (checksum >> 8);
        message[7] = (byte) checksum;
        return datagram(message, 255);
    }

    private static Datagram damaged() {
        byte[] message = message(150);
        message[2] = (byte) 151;
        return datagram(message, 255);
    }

    private static Datagram datagram(byte[] message, int ttl) {
        return new Datagram(GREATER_ADDRESS, AdvertCodec.GROUP, ttl, message, 0, message.length);
    }

    /** Why a listening router drops the packet; null if it believes it. */
    private static DropReason drop(Datagram datagram) {
        Subject subject = Subject.started();
        subject.router.received(datagram, 0, subject.now);
        RouterCounters counters = subject.router.counters();
        assertThat(counters.received() + counters.drops().size()).isEqualTo(1);
        return counters.drops().keySet().stream().findFirst().orElse(null);
    }
}
