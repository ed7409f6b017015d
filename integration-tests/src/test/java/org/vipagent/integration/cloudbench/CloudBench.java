package org.vipagent.integration.cloudbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.follow.FollowerConfig.Mode;
import org.vipagent.integration.cloudbench.Scene.Order;
import org.vipagent.integration.cloudbench.Scene.Pace;

/** {@code ./dev bench cloud}: see docs/guides/benchmarks.md. */
class CloudBench {
    private static final Path RESULTS = Path.of("..", "target", "bench");
    private static final List<Integer> RULES = List.of(1, 3, 10, 100);
    private static final double BELIEVABLE = 0.2;

    @Test
    void failoverInTheCloudBesideAScript() throws IOException {
        List<Cell> cells = new ArrayList<>();
        for (Order order : Order.values()) {
            play(order, Pace.REALISTIC, cells);
        }
        play(Order.S1, Pace.RECORDED, cells);
        Report report = new Report(cells, Goals.judge(cells));
        report.write(RESULTS);
        System.out.println(report.text());
        assertThat(Goals.judge(cells)).allMatch(Goals.Verdict::met);
    }

    private static void play(Order order, Pace pace, List<Cell> cells) {
        for (boolean queued : List.of(false, true)) {
            RULES.forEach(rules -> cells.add(Cell.play(new Scene(order, rules, queued, pace))));
        }
    }

    /** The same scene by the machine's clock and over HTTP: a model that nobody has checked proves little. */
    @Test
    void overHttpItTakesAsLong() throws IOException {
        Scene scene = new Scene(Order.S1, 3, false, Pace.REALISTIC);
        Cell cell = Cell.play(scene);
        HttpRun http = new HttpRun(scene);
        double follower = http.follower(Mode.IMMEDIATE);
        double script = http.script(Script.USUAL_PAUSE);
        System.out.printf(
                "%nS1, 3 rules, settled: immediate %.1f s by the model, %.1f s over HTTP; script %.1f s and %.1f s%n",
                cell.immediate().settled(), follower, cell.script().settled(), script);
        assertThat(follower)
                .isCloseTo(
                        cell.immediate().settled(),
                        within(BELIEVABLE * cell.immediate().settled()));
        assertThat(script)
                .isCloseTo(
                        cell.script().settled(),
                        within(BELIEVABLE * cell.script().settled()));
    }
}
