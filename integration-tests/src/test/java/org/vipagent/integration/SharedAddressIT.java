package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.vipagent.daemon.lab.AgentProcess;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Host;
import org.vipagent.integration.Capture.WireAdvert;

/**
 * Two servers share one address with the configuration that a how-to prints (only the interface's name is changed), on
 * real packets: one advert a second, priorities 101 and 100.
 */
@SideBySide
class SharedAddressIT {
    private static final Duration START = Duration.ofSeconds(15);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** 3 × advert_int + skew of priority 100. */
    private static final Duration MASTER_DOWN = Duration.ofMillis(3610);
    /** vip_lifetime by default: twice the master-down time, in whole seconds. */
    private static final Duration LIFETIME = Duration.ofSeconds(8);

    @TempDir
    Path directory;

    private Pair pair;
    private AgentProcess first;
    private AgentProcess second;

    @BeforeEach
    void startTheHowTosPair(TestInfo test) throws Exception {
        pair = Pair.create(test.getTestMethod().orElseThrow().getName().substring(0, 4), directory);
        first = pair.agent(pair.keep1, howTo("003-keep1.conf"));
        second = pair.agent(pair.keep2, howTo("003-keep2.conf"));
        pair.awaitOnly(pair.keep1, START);
    }

    @AfterEach
    void removeTheLaboratory() {
        first.close();
        second.close();
        pair.close();
    }

    private static String howTo(String name) throws Exception {
        Path seeds = Path.of("..", "agent", "core", "src", "test", "resources", "seeds");
        return Files.readString(seeds.resolve(name)).replace("ens32", Host.INTERFACE);
    }

    private static void print(String format, Object... values) {
        System.out.printf("[shared address] " + format + "%n", values);
    }

    @Test
    void oneHasTheAddressAndWiresharkFindsNothingWrongOnTheWire() {
        try (Capture capture = pair.capture()) {
            Instant from = Instant.now();
            Await.until("three adverts' time", Duration.ofSeconds(4), () -> Instant.now()
                    .isAfter(from.plusMillis(3200)));
            capture.stop();
            String keep1 = pair.keep1.namespace().ip("-br -4 addr");
            String keep2 = pair.keep2.namespace().ip("-br -4 addr");
            print("keep1: %s", keep1.strip().replace("\n", " | "));
            print("keep2: %s", keep2.strip().replace("\n", " | "));
            assertThat(keep1).contains("192.168.1.153/24");
            assertThat(keep2).doesNotContain("192.168.1.153");
            List<WireAdvert> adverts = capture.adverts();
            print(
                    "%d adverts, %d with verified checksum, complaints: %s",
                    adverts.size(), capture.verifiedChecksums(), capture.complaints());
            assertThat(adverts).hasSizeBetween(3, 5).allSatisfy(a -> {
                assertThat(a.source()).isEqualTo("192.168.1.151");
                assertThat(a.priority()).isEqualTo(101);
                assertThat(a.vrid()).isEqualTo(51);
            });
            assertThat(capture.verifiedChecksums()).isEqualTo(adverts.size());
            assertThat(capture.complaints()).isEmpty();
        }
    }

    @Test
    void afterSigkillTheOtherTakesOverInTimeAndTheDeadNodesKernelLetsGo() {
        try (Capture capture = pair.capture()) {
            Instant from = Instant.now();
            Await.until("an advert is on the wire", Duration.ofSeconds(2), () -> Instant.now()
                    .isAfter(from.plus(INTERVAL).plusMillis(100)));
            Instant killedAt = Instant.now();
            first.kill();
            Await.until("keep2 has the address", Duration.ofSeconds(6), () -> pair.keep2.has(Pair.VIP));
            Instant takenAt = Instant.now();
            Await.until("keep1's kernel lets go", LIFETIME.plusSeconds(1), () -> !pair.keep1.has(Pair.VIP));
            Instant goneAt = Instant.now();
            capture.stop();
            Instant last = capture.adverts().stream()
                    .filter(a -> a.source().equals("192.168.1.151"))
                    .map(WireAdvert::at)
                    .reduce((a, b) -> b)
                    .orElseThrow();
            Duration fromLastAdvert = Duration.between(last, takenAt);
            print(
                    "SIGKILL: address on the other after %d ms (%d ms after the last advert; limit %d), gone from the dead"
                            + " one's kernel after %d ms",
                    Duration.between(killedAt, takenAt).toMillis(),
                    fromLastAdvert.toMillis(),
                    MASTER_DOWN.plusMillis(100).toMillis(),
                    Duration.between(killedAt, goneAt).toMillis());
            assertThat(fromLastAdvert).isLessThan(MASTER_DOWN.plusMillis(100));
            assertThat(Duration.between(killedAt, goneAt)).isLessThan(LIFETIME);
            assertThat(capture.arps()).anySatisfy(arp -> {
                assertThat(arp.isGratuitous()).isTrue();
                assertThat(arp.senderAddress()).isEqualTo(Pair.VIP.toString());
                assertThat(arp.senderMac()).isEqualTo("02:00:00:00:01:52");
            });
        }
    }

    @Test
    void aDaemonThatHangsLosesTheAddressByItself() {
        Instant stoppedAt = Instant.now();
        first.pause();
        Await.until("keep1's kernel lets go", LIFETIME.plusSeconds(1), () -> !pair.keep1.has(Pair.VIP));
        Duration held = Duration.between(stoppedAt, Instant.now());
        print("SIGSTOP of the daemon alone: its kernel let the address go after %d ms", held.toMillis());
        assertThat(held).isLessThan(LIFETIME);
        assertThat(pair.holders()).containsExactly("keep2");
    }

    @Test
    void aSuspendedMachineComesBackAndGetsTheAddress() {
        pair.lab().cut(pair.keep1);
        first.pause();
        Await.until("keep2 has the address", Duration.ofSeconds(6), () -> pair.keep2.has(Pair.VIP));
        Await.until("its kernel lets go meanwhile", LIFETIME.plusSeconds(1), () -> !pair.keep1.has(Pair.VIP));
        pair.lab().restore(pair.keep1);
        Instant resumedAt = Instant.now();
        first.resume();
        Duration both = bothHold(Duration.ofSeconds(6));
        pair.awaitOnly(pair.keep1, Duration.ofSeconds(10));
        print(
                "SIGCONT: keep1 alone again after %d ms; both held the address for %d ms (limit %d)",
                Duration.between(resumedAt, Instant.now()).toMillis(), both.toMillis(), INTERVAL.toMillis());
        assertThat(both).isLessThanOrEqualTo(INTERVAL);
    }

    @Test
    void aShortSuspendLeavesNoTwoHolders() {
        pair.lab().cut(pair.keep1);
        first.pause();
        Await.until("keep2 has the address", Duration.ofSeconds(6), () -> pair.keep2.has(Pair.VIP));
        assertThat(pair.holders()).containsExactly("keep1", "keep2");
        pair.lab().restore(pair.keep1);
        first.resume();
        Duration both = bothHold(Duration.ofSeconds(3));
        pair.awaitOnly(pair.keep1, Duration.ofSeconds(10));
        print(
                "SIGCONT before the lifetime ended: both held the address for %d ms (limit %d)",
                both.toMillis(), INTERVAL.toMillis());
        assertThat(both).isLessThanOrEqualTo(INTERVAL);
    }

    @Test
    void aPlannedStopHandsOverAndEndsCleanly() {
        try (Capture capture = pair.capture()) {
            Instant stoppedAt = Instant.now();
            int exit = first.stop();
            Duration took = Duration.between(stoppedAt, Instant.now());
            pair.awaitOnly(pair.keep2, Duration.ofSeconds(2));
            capture.stop();
            List<WireAdvert> farewell =
                    capture.adverts().stream().filter(a -> a.priority() == 0).toList();
            print("SIGTERM: exit %d after %d ms, %d adverts of priority 0", exit, took.toMillis(), farewell.size());
            assertThat(exit).isZero();
            assertThat(farewell).hasSize(2);
            assertThat(took).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void theBetterRouterTakesItsAddressBackAfterARestart() {
        first.kill();
        Await.until("keep2 has the address", Duration.ofSeconds(6), () -> pair.keep2.has(Pair.VIP));
        first.close();
        first = pair.agent(pair.keep1, Pair.config("MASTER", 101).replace("router_id 52", "router_id 51"));
        pair.awaitOnly(pair.keep1, START);
    }

    /** For how long both have the address, from now on, looked at every few milliseconds. */
    private Duration bothHold(Duration span) {
        long end = System.nanoTime() + span.toNanos();
        long both = 0;
        long before = System.nanoTime();
        while (before < end) {
            boolean two = pair.holders().size() == 2;
            long now = System.nanoTime();
            both += two ? now - before : 0;
            before = now;
        }
        return Duration.ofNanos(both);
    }
}
