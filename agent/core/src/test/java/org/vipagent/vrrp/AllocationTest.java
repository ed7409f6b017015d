package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterEffect.SendAdvert;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.Datagram;

/** What the advert path costs the garbage collector: at most 512 bytes an advert, so that its pauses stay short. */
class AllocationTest {
    private static final long LIMIT_BYTES = 512;
    private static final int ROUNDS = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest(name = "version {0}, {1} addresses")
    @CsvSource({"2, 1", "3, 1", "3, 20", "3, 255"})
    void receivesAnAdvertWithinTheLimit(int version, int addresses) {
        Subject backup = Subject.started(config -> shape(config, version, addresses));
        Subject sender = new Subject(config -> shape(config, version, addresses));
        sender.router.start(Subject.GREATER_ADDRESS, 0);
        byte[] buffer = new byte[AdvertCodec.MAXIMUM_LENGTH];
        int length = sender.router.encode(200, AdvertCodec.GROUP, 0, buffer).length();
        byte[] header = new byte[20];
        Subject.GREATER_ADDRESS.copyTo(header, 12);
        AdvertCodec.GROUP.copyTo(header, 16);
        long bytes = bytesPerRound(now -> {
            IpAddress source = IpAddress.of(header, 12, AddressFamily.INET);
            IpAddress destination = IpAddress.of(header, 16, AddressFamily.INET);
            backup.router.received(new Datagram(source, destination, 255, buffer, 0, length), 0, now);
        });
        assertThat(bytes).isLessThanOrEqualTo(LIMIT_BYTES);
        assertThat(backup.router.counters().received()).isEqualTo(2 * ROUNDS);
    }

    @ParameterizedTest(name = "version {0}, {1} addresses")
    @CsvSource({"2, 1", "3, 1", "3, 20", "3, 255"})
    void sendsAnAdvertWithinTheLimit(int version, int addresses) {
        Subject master = Subject.master(config -> shape(config, version, addresses));
        byte[] buffer = new byte[AdvertCodec.MAXIMUM_LENGTH];
        long[] sent = new long[1];
        long bytes = bytesPerRound(unused -> {
            long due = master.router.nextDeadline();
            for (RouterEffect effect : master.router.deadline(due)) {
                if (effect instanceof SendAdvert advert) {
                    sent[0] += master.router
                                            .encode(advert.priority(), AdvertCodec.GROUP, 0, buffer)
                                            .length()
                                    > 0
                            ? 1
                            : 0;
                }
            }
        });
        assertThat(bytes).isLessThanOrEqualTo(LIMIT_BYTES);
        assertThat(sent[0]).isGreaterThan(ROUNDS);
    }

    private static RouterConfigBuilder shape(RouterConfigBuilder config, int version, int count) {
        List<IpAddress> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            addresses.add(IpAddress.of(new byte[] {10, 0, 1, (byte) i}));
        }
        return config.version(version).virtualAddresses(addresses);
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
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
    }
}
