package org.vipagent.simulation;

import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What became of a number of scenarios.
 *
 * @param failed in the order of their seeds
 */
record Tally(long scenarios, long simulatedNanos, DeposedMasters deposed, List<Scenario.Outcome> failed) {
    private static final Tally NOTHING = new Tally(0, 0, DeposedMasters.NONE, List.of());

    Tally {
        failed = List.copyOf(failed);
    }

    /** Runs each seed; side by side where the stream is parallel. */
    static Tally of(LongStream seeds, LongFunction<Scenario.Outcome> run) {
        return seeds.mapToObj(run).map(Tally::of).reduce(NOTHING, Tally::and);
    }

    private static Tally of(Scenario.Outcome outcome) {
        List<Scenario.Outcome> failed = outcome.violation().isPresent() ? List.of(outcome) : List.of();
        return new Tally(1, outcome.simulatedNanos(), outcome.deposed(), failed);
    }

    private Tally and(Tally later) {
        List<Scenario.Outcome> both = later.failed.isEmpty()
                ? failed
                : Stream.concat(failed.stream(), later.failed.stream()).toList();
        return new Tally(
                scenarios + later.scenarios, simulatedNanos + later.simulatedNanos, deposed.and(later.deposed), both);
    }

    int failures() {
        return failed.size();
    }

    /**
     * In words.
     *
     * @param seconds how long it took
     */
    String describe(double seconds) {
        return String.format(
                Locale.ROOT,
                "%d scenarios, %.1f simulated hours, %d failed, %.1f s%n%s",
                scenarios,
                simulatedNanos / 3.6e12,
                failures(),
                seconds,
                deposed.describe());
    }
}
