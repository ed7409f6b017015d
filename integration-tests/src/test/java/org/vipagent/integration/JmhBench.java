package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What an advert costs the processor and the collector, in a Java that is set up as the daemon's. The limit of garbage
 * is the one promise of a bench that is asserted: allocation does not depend on how busy the machine is.
 */
class JmhBench {
    private static final double LIMIT_BYTES = 512;
    private static final int SECONDS = Integer.getInteger("vipagent.bench.seconds", 2);
    private static final Path RESULTS = Path.of("target", "bench", "jmh.json");

    @Test
    void anAdvertCostsAtMost512BytesOfGarbage() throws Exception {
        Files.createDirectories(RESULTS.getParent());
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(EngineTurns.class.getName())
                        .addProfiler(GCProfiler.class)
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(SECONDS))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.seconds(SECONDS))
                        .jvmArgs(
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xms16m",
                                "-Xmx64m",
                                "-Xmn1m",
                                "-XX:SurvivorRatio=2")
                        .resultFormat(ResultFormatType.JSON)
                        .result(RESULTS.toString())
                        .build())
                .run();
        assertThat(results).hasSize(6);
        for (RunResult result : results) {
            double nanosPerTurn = result.getPrimaryResult().getScore();
            double nanosPerAdvert = result.getSecondaryResults().get("adverts").getScore();
            double bytesPerTurn =
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
            double bytes = bytesPerTurn * nanosPerAdvert / nanosPerTurn;
            String name = result.getParams().getBenchmark().replaceAll(".*[.]", "");
            String instances = result.getParams().getParam("instances");
            System.out.printf(
                    Locale.ROOT,
                    "[bench] %-22s %5s instances: %8.0f ns and %6.1f bytes an advert, %8.1f adverts a turn%n",
                    name,
                    instances,
                    nanosPerAdvert,
                    bytes,
                    nanosPerTurn / nanosPerAdvert);
            assertThat(bytes).as(name + " with " + instances).isLessThanOrEqualTo(LIMIT_BYTES);
        }
    }
}
