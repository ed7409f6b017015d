package org.vipagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The promise itself: whatever a seed draws, nothing forbidden happens, and all comes right once healed. */
class ScenarioTest {
    private static final int SHOWN = 5;

    @Test
    void staysSafeUnderFireAndComesRightAfterwards() {
        long count = Long.getLong("vipagent.simulation.scenarios", 10_000);
        long began = System.nanoTime();
        Tally tally = Tally.of(LongStream.range(0, count).parallel(), seed -> Scenario.run(seed, Transcript.none()));
        System.out.println(tally.describe((System.nanoTime() - began) / 1e9));
        assertThat(tally.failed())
                .as(
                        "%s",
                        tally.failed().stream()
                                .limit(SHOWN)
                                .map(f -> "\n" + f.repeat() + "\n    "
                                        + f.violation().get())
                                .toList())
                .isEmpty();
    }

    /** A rule that the router refused stays behind in state {@code Deleting}. */
    @Test
    void makesAFirewallRuleAnewThatTheRouterRefused() {
        assertThat(Breaking.firstViolation(
                        Breaking.with(WorldOptions.Special.STATIC_NAT),
                        Faults.only(Trouble.ROUTER_FAILS, 10),
                        Parts.REAL))
                .isEmpty();
    }

    @Test
    void tellsTheSameStoryForTheSameSeed() {
        for (long seed = 100; seed < 120; seed++) {
            List<String> once = new ArrayList<>();
            List<String> again = new ArrayList<>();
            Scenario.run(seed, Transcript.to(once::add));
            Scenario.run(seed, Transcript.to(again::add));
            assertThat(again).isEqualTo(once).hasSizeGreaterThan(5);
        }
    }

    @Test
    void tellsAnotherStoryForAnotherSeed() {
        List<String> one = new ArrayList<>();
        List<String> other = new ArrayList<>();
        Scenario.run(7, Transcript.to(one::add));
        Scenario.run(8, Transcript.to(other::add));
        assertThat(other).isNotEqualTo(one);
    }
}
