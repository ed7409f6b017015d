package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterEffect.SendAdvert;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.Authentication;
import org.vipagent.vrrp.wire.Datagram;
import org.vipagent.vrrp.wire.Encoded;
import org.vipagent.vrrp.wire.Hmac;

/** What the advert path costs the garbage collector: at most 512 bytes an advert, so that its pauses stay short. */
class AllocationTest {
    private static final long LIMIT_BYTES = 512;
    private static final int ROUNDS = 20_000;
    private static final int IP_HEADER = 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest(name = "version {0}, {1} addresses, {2}")
    @CsvSource({"2, 1, NONE", "2, 1, HEADER", "2, 1, HMAC", "3, 1, NONE", "3, 20, NONE", "3, 255, NONE", "3, 20, HMAC"})
    void receivesAnAdvertWithinTheLimit(int version, int addresses, Proof proof) {
        Subject backup = Subject.started(config -> shape(config, version, addresses, proof));
        Subject sender = new Subject(config -> shape(config, version, addresses, proof));
        sender.router.start(Subject.GREATER_ADDRESS, 0);
        List<byte[]> packets = new ArrayList<>();
        // An authenticated one is believed only once.
        for (int i = 0; i < (proof == Proof.NONE ? 1 : 2 * ROUNDS); i++) {
            packets.add(packet(sender.router));
        }
        int[] next = new int[1];
        long bytes = bytesPerRound(now -> {
            byte[] packet = packets.get(next[0]++ % packets.size());
            IpAddress source = IpAddress.of(packet, 12, AddressFamily.INET);
            IpAddress destination = IpAddress.of(packet, 16, AddressFamily.INET);
            backup.router.received(
                    new Datagram(
                            source,
                            destination,
                            255,
                            backup.router.config().transport(),
                            IP_HEADER,
                            packet,
                            IP_HEADER,
                            packet.length - IP_HEADER),
                    0,
                    now);
        });
        assertThat(bytes).isLessThanOrEqualTo(LIMIT_BYTES);
        assertThat(backup.router.counters().received()).isEqualTo(2 * ROUNDS);
    }

    private static byte[] packet(VirtualRouter sender) {
        byte[] payload = new byte[AdvertCodec.MAXIMUM_LENGTH];
        Encoded encoded = sender.encode(200, AdvertCodec.GROUP, 0, payload);
        byte[] packet = new byte[IP_HEADER + encoded.length()];
        packet[0] = 0x45;
        packet[2] = (byte) (packet.length >> 8);
        packet[3] = (byte) packet.length;
        packet[4] = (byte) (encoded.identification() >> 8);
        packet[5] = (byte) encoded.identification();
        packet[8] = (byte) 255;
        packet[9] = 51;
        Subject.GREATER_ADDRESS.copyTo(packet, 12);
        AdvertCodec.GROUP.copyTo(packet, 16);
        System.arraycopy(payload, 0, packet, IP_HEADER, encoded.length());
        return packet;
    }

    @ParameterizedTest(name = "version {0}, {1} addresses, {2}")
    @CsvSource({"2, 1, NONE", "2, 1, HEADER", "2, 1, HMAC", "3, 1, NONE", "3, 20, NONE", "3, 255, NONE", "3, 20, HMAC"})
    void sendsAnAdvertWithinTheLimit(int version, int addresses, Proof proof) {
        Subject master = Subject.master(config -> shape(config, version, addresses, proof));
        byte[] buffer = new byte[AdvertCodec.MAXIMUM_LENGTH];
        long[] sent = new long[1];
        long bytes = bytesPerRound(unused -> {
            long due = master.router.nextDeadline();
            for (RouterEffect effect : master.router.deadline(due)) {
                if (effect instanceof SendAdvert advert) {
                    Encoded encoded = master.router.encode(advert.priority(), AdvertCodec.GROUP, 0, buffer);
                    sent[0] += encoded.length() > 0 ? 1 : 0;
                }
            }
        });
        assertThat(bytes).isLessThanOrEqualTo(LIMIT_BYTES);
        assertThat(sent[0]).isGreaterThan(ROUNDS);
    }

    /** How adverts are authenticated. */
    enum Proof {
        NONE,
        HEADER,
        HMAC
    }

    private static RouterConfigBuilder shape(RouterConfigBuilder config, int version, int count, Proof proof) {
        List<IpAddress> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            addresses.add(IpAddress.of(new byte[] {10, 0, 1, (byte) i}));
        }
        config.version(version).virtualAddresses(addresses);
        return switch (proof) {
            case NONE -> config;
            case HEADER -> config.authentication(Authentication.header("secret12"));
            case HMAC ->
                config.hmac(Optional.of(new Hmac(
                        List.of(new Hmac.Key(1, new byte[32])),
                        1,
                        Hmac.AntiReplay.TIME,
                        5_000_000_000L,
                        Hmac.Mode.ENFORCE)));
        };
    }

    /** The second half of the rounds counts: the first loads classes. */
    private static long bytesPerRound(LongConsumer round) {
        long now = 5000 * Subject.SECOND;
        for (int i = 0; i < ROUNDS; i++) {
            round.accept(now + i);
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            round.accept(now + ROUNDS + i);
        }
        long bytes = (THREADS.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
        System.out.println("allocated per advert: " + bytes + " bytes");
        return bytes;
    }
}
