package org.vipagent.integration.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.vipagent.daemon.lab.LabException;
import org.vipagent.integration.bench.Episode.Figure;

/**
 * Plays the scenarios. The programs take turns within a round, so that what else the machine does hits all of them
 * alike.
 */
final class Failovers {
    private static final int DEFAULT_ROUNDS = 3;

    private final Options options;
    private final Path directory;
    private final RandomGenerator phase = new Random();
    private final List<Sample> samples = Collections.synchronizedList(new ArrayList<>());
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());

    Failovers(Options options, Path directory) {
        this.options = options;
        this.directory = directory;
    }

    List<Sample> samples() {
        return samples;
    }

    /** What did not come to its end within the time given, each with its place. */
    List<String> problems() {
        return problems;
    }

    void run() {
        List<Scenario> scenarios = Scenario.of(options.scenarios());
        if (scenarios.isEmpty()) {
            return;
        }
        int most = options.paces().stream().mapToInt(this::rounds).max().orElse(0);
        for (int round = 1; round <= most; round++) {
            for (Pace pace : options.paces()) {
                if (round <= rounds(pace)) {
                    play(scenarios, pace, round);
                }
            }
        }
        samples.sort(Comparator.comparing(Sample::kind).thenComparing(Sample::pace));
    }

    private int rounds(Pace pace) {
        return options.rounds() > 0 ? options.rounds() : DEFAULT_ROUNDS;
    }

    /** At one advert a second a pair sleeps nearly all the time, and a round takes a minute: so all pairs at once. */
    private void play(List<Scenario> scenarios, Pace pace, int round) {
        boolean together = pace == Pace.V2_1S;
        ExecutorService lanes =
                Executors.newFixedThreadPool(together ? options.couples().size() : 1);
        try {
            List<Future<?>> pairs = new ArrayList<>();
            for (Couple couple : options.couples()) {
                pairs.add(lanes.submit(() -> play(scenarios, pace, couple, round)));
            }
            for (Future<?> pair : pairs) {
                pair.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a round cannot be played: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", e);
        } finally {
            lanes.shutdownNow();
        }
    }

    private void play(List<Scenario> scenarios, Pace pace, Couple couple, int round) {
        String name = "vipagent-bench-" + ProcessHandle.current().pid() + "-"
                + options.couples().indexOf(couple);
        String where = pace.text() + ", " + couple.text() + ", round " + round;
        try (Arena arena = new Arena(name, directory, couple, pace)) {
            List<Episode> episodes = new ArrayList<>();
            try {
                play(scenarios, new Scenario.Log(arena, episodes));
            } catch (LabException e) {
                problem(where + ", after " + episodes.size() + " episodes", e);
            }
            note(arena, episodes, round, where);
        } catch (LabException e) {
            problem(where, e);
        }
    }

    /** What does not come to its end is a result, too, and must not cost the others theirs. */
    private void problem(String where, LabException e) {
        problems.add(where + ": " + e.getMessage());
        System.out.println("[bench] " + where + ": " + e.getMessage());
    }

    private void play(List<Scenario> scenarios, Scenario.Log log) {
        Arena arena = log.arena();
        arena.start(arena.second());
        arena.start(arena.first());
        arena.awaitCalmWith(arena.first());
        Scenario.quiet(log);
        for (Scenario scenario : scenarios) {
            scenario.play(log, phase);
        }
    }

    private void note(Arena arena, List<Episode> episodes, int round, String where) {
        Traffic traffic = arena.traffic();
        StringBuilder line = new StringBuilder("[bench] " + where);
        for (Episode episode : episodes) {
            Map<Figure, Double> figures = episode.measure(arena.first(), arena.second(), traffic);
            Sample sample = new Sample(episode.kind(), arena.pace(), arena.couple(), round, figures);
            samples.add(sample);
            line.append("; ").append(episode.kind().text()).append(' ').append(gapAndBoth(sample));
        }
        System.out.println(line);
    }

    private static String gapAndBoth(Sample sample) {
        String gap = Spread.number(sample.figures().get(Figure.GAP));
        Double both = sample.figures().get(Figure.BOTH);
        return both == null ? gap : gap + "/" + Spread.number(both);
    }
}
