package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Host;

/**
 * An advert each 10 ms from one of a pair, with the machine idle and with four busy loops: how exact the adverts are,
 * how many are missing, and how often the backup takes over although nobody died. keepalived does the same in the same
 * run, both with real-time priority and without. Prints a table; judges nothing.
 *
 * <p>{@code -Dvipagent.bench.seconds=60} is how long each of the eight watches lasts, {@code -Dvipagent.bench.daemons}
 * a regular expression for those of the four that are to run, {@code -Dvipagent.bench.loads=busy} leaves out the idle
 * ones.
 */
class StressBench {
    private static final int SECONDS = Integer.getInteger("vipagent.bench.seconds", 60);
    private static final String DAEMONS = System.getProperty("vipagent.bench.daemons", ".*");
    private static final List<String> LOADS =
            List.of(System.getProperty("vipagent.bench.loads", "idle,busy").split(","));
    private static final int LOOPS = 4;
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofMillis(10);
    private static final Path RESULTS = Path.of("target", "bench", "stress.json");
    private static final String REAL_TIME = "global_defs {\n    vrrp_rt_priority 50\n    vrrp_no_swap\n}\n";

    @TempDir
    Path directory;

    private interface Starter {
        AutoCloseable start(Pair pair, Host host, String config);
    }

    @Test
    void tenMillisecondsIdleAndUnderFourBusyLoops() throws Exception {
        Files.createDirectories(RESULTS.getParent());
        Files.deleteIfExists(RESULTS);
        System.out.printf(
                "[bench] advert_int 0.01, %d s each, errors in ms (p50 / p99 / most), two cores: %d available%n",
                SECONDS, Runtime.getRuntime().availableProcessors());
        Starter theirs = Pair::keepalived;
        Starter ours = Pair::agent;
        measure("keepalived", "", theirs);
        measure("vipagent", "", ours);
        measure("keepalived-rt", REAL_TIME, theirs);
        measure("vipagent-rt", REAL_TIME, ours);
        assertThat(RESULTS).as("some daemon matches " + DAEMONS).isNotEmptyFile();
    }

    private void measure(String name, String globals, Starter starter) throws Exception {
        if (!name.matches(DAEMONS)) {
            return;
        }
        try (Pair pair = Pair.create("s" + name.charAt(0) + name.length(), directory);
                AutoCloseable backup = starter.start(pair, pair.keep2, globals + config("BACKUP", 100));
                AutoCloseable master = starter.start(pair, pair.keep1, globals + config("MASTER", 150))) {
            assertThat(backup).isNotSameAs(master);
            pair.awaitOnly(pair.keep1, START);
            Await.pause(WARM_UP);
            if (LOADS.contains("idle")) {
                report(name, "idle", watched(pair, 0));
            }
            if (LOADS.contains("busy")) {
                report(name, "busy", watched(pair, LOOPS));
            }
        }
    }

    private static String config(String state, int priority) {
        return Pair.config(state, priority, "version 3", "advert_int 0.01");
    }

    private static AdvertTiming watched(Pair pair, int loops) {
        Duration watch = Duration.ofSeconds(SECONDS);
        try (Capture capture = pair.capture()) {
            Instant from;
            Instant to;
            try (BusyLoops busy = pair.lab().build(() -> BusyLoops.start(loops, watch))) {
                assertThat(busy).isNotNull();
                from = Instant.now();
                Await.pause(watch);
                to = Instant.now();
            }
            capture.stop();
            return AdvertTiming.of(capture.adverts(), from, to, INTERVAL);
        }
    }

    private static void report(String name, String load, AdvertTiming timing) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "[bench] %-14s %s: interval error %6.2f / %6.2f / %7.2f   late %6.2f / %6.2f / %7.2f   sent %6.2f %%"
                        + "   false failovers %d%n",
                name,
                load,
                timing.interval().median(),
                timing.interval().p99(),
                timing.interval().most(),
                timing.lateness().median(),
                timing.lateness().p99(),
                timing.lateness().most(),
                100 * timing.share(),
                // There and back again.
                (timing.handovers() + 1) / 2);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", "stress");
        line.put("daemon", name);
        line.put("load", load);
        line.put("seconds", SECONDS);
        line.put("timing", timing);
        Files.writeString(
                RESULTS,
                new ObjectMapper().writeValueAsString(line) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
