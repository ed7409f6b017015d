package org.vipagent.integration.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./dev bench vrrp}: see docs/guides/benchmarks.md. It fails only where something of vipagent's own could not be
 * measured; whether the goals are met is for the reader.
 */
class VrrpBench {
    private static final Path RESULTS = Path.of("..", "target", "bench");

    @TempDir
    Path directory;

    @Test
    void vipagentBesideItsPeers() throws IOException {
        Options options = Options.fromProperties();
        Surroundings surroundings = new Surroundings();
        Failovers failovers = new Failovers(options, directory);
        Floods floods = new Floods(options, directory);
        Scales scales = new Scales(options, directory);
        failovers.run();
        if (options.scenarios().contains(Options.FLOOD)) {
            floods.run();
        }
        if (options.scenarios().contains(Options.SCALE)) {
            scales.run();
        }
        List<String> problems = Stream.of(failovers.problems(), floods.problems(), scales.problems())
                .flatMap(List::stream)
                .toList();
        Report report = new Report(
                options,
                surroundings.describe(options.programs()),
                new Statistics(failovers.samples()),
                floods.results(),
                scales.results(),
                problems);
        report.write(RESULTS.resolve("vrrp.json"));
        Files.writeString(RESULTS.resolve("vrrp.md"), report.text());
        System.out.println(report.text());
        assertThat(problems).noneMatch(problem -> problem.contains(Program.VIPAGENT.text()));
    }
}
