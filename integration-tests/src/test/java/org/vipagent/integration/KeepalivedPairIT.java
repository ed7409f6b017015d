package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vipagent.daemon.lab.AgentProcess;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.KeepalivedProcess;
import org.vipagent.integration.Capture.WireAdvert;

/** One keepalived and one vipagent as a pair: what a migration looks like on the way. */
class KeepalivedPairIT {
    private static final Duration START = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private static Duration masterDown(String interval) {
        long nanos = (long) (Double.parseDouble(interval) * 1e9);
        return Duration.ofNanos(3 * nanos + 156 * nanos / 256);
    }

    private static String config(String state, int priority, int version, String interval, String authentication) {
        String auth = authentication.equals("PASS") ? "authentication {\n auth_type PASS\n auth_pass 1111\n }" : "";
        return Pair.config(state, priority, "version " + version, "advert_int " + interval, auth);
    }

    @ParameterizedTest(name = "VRRP version {0}, advert_int {1}, authentication {2}")
    @CsvSource({"2, 1, none", "2, 1, PASS", "3, 0.2, none"})
    void keepalivedIsMasterDiesAndComesBack(int version, String interval, String authentication) {
        try (Pair pair = Pair.create("ka", directory);
                Capture capture = pair.capture();
                AgentProcess ours = pair.agent(pair.keep2, config("BACKUP", 100, version, interval, authentication))) {
            KeepalivedProcess theirs =
                    pair.keepalived(pair.keep1, config("MASTER", 150, version, interval, authentication));
            pair.awaitOnly(pair.keep1, START);
            Await.until("ours is backup", START, () -> ours.state("keepalive_vi")
                    .filter("BACKUP"::equals)
                    .isPresent());
            // Its kernel keeps the address after kill -9; a machine that dies does not answer either.
            theirs.kill();
            pair.lab().cut(pair.keep1);
            Await.until("ours has the address", masterDown(interval).plusSeconds(1), () -> pair.keep2.has(Pair.VIP));
            pair.keep1.forgetAddresses();
            pair.lab().restore(pair.keep1);
            try (KeepalivedProcess again =
                    pair.keepalived(pair.keep1, config("MASTER", 150, version, interval, authentication))) {
                pair.awaitOnly(pair.keep1, START);
                assertThat(again.isAlive()).isTrue();
            }
            capture.stop();
            report("keepalived dies, vipagent takes over", version, interval, capture);
            assertThat(capture.complaints()).isEmpty();
            assertThat(ours.isAlive()).isTrue();
        }
    }

    @ParameterizedTest(name = "VRRP version {0}, advert_int {1}, authentication {2}")
    @CsvSource({"2, 1, none", "2, 1, PASS", "3, 0.2, none"})
    void oursIsMasterDiesAndComesBack(int version, String interval, String authentication) {
        try (Pair pair = Pair.create("va", directory);
                Capture capture = pair.capture();
                KeepalivedProcess theirs =
                        pair.keepalived(pair.keep2, config("BACKUP", 100, version, interval, authentication))) {
            AgentProcess ours = pair.agent(pair.keep1, config("MASTER", 150, version, interval, authentication));
            pair.awaitOnly(pair.keep1, START);
            ours.kill();
            Await.until(
                    "keepalived has the address", masterDown(interval).plusSeconds(1), () -> pair.keep2.has(Pair.VIP));
            ours.close();
            try (AgentProcess again =
                    pair.agent(pair.keep1, config("MASTER", 150, version, interval, authentication))) {
                pair.awaitOnly(pair.keep1, START);
                assertThat(again.isAlive()).isTrue();
            }
            capture.stop();
            report("vipagent dies, keepalived takes over", version, interval, capture);
            assertThat(capture.complaints()).isEmpty();
            assertThat(theirs.isAlive()).isTrue();
        }
    }

    /** The takeover as the wire shows it: from the dead master's last advert to its successor's first. */
    private static void report(String what, int version, String interval, Capture capture) {
        List<WireAdvert> adverts = capture.adverts();
        Duration takeover = null;
        for (int i = 1; i < adverts.size() && takeover == null; i++) {
            if (adverts.get(i - 1).priority() == 150 && adverts.get(i).priority() == 100) {
                takeover =
                        Duration.between(adverts.get(i - 1).at(), adverts.get(i).at());
            }
        }
        assertThat(takeover).as("a takeover among " + adverts).isNotNull();
        System.out.printf(
                "[beside keepalived] v%d, advert_int %s: %s: %.1f ms after the last advert (RFC: %d)%n",
                version,
                interval,
                what,
                takeover.toNanos() / 1e6,
                masterDown(interval).toMillis());
        assertThat(takeover).as("%s", adverts).isLessThan(masterDown(interval).plusMillis(100));
    }
}
