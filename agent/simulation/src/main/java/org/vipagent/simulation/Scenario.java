package org.vipagent.simulation;

import java.util.List;
import java.util.Optional;

/**
 * One seed from beginning to end: under fire, where nothing forbidden may happen; then healed, where all must come
 * right.
 */
public final class Scenario {
    private static final long SECOND = 1_000_000_000L;

    private final SimWorld world;
    private final Chaos chaos;
    private final Liveness liveness;

    private Scenario(SimWorld world, Faults faults, Dice dice) {
        this.world = world;
        this.chaos = new Chaos(world, faults, dice);
        this.liveness = new Liveness(world);
    }

    /**
     * What became of a scenario.
     *
     * @param simulatedNanos how much virtual time passed
     * @param deposed what masters did in the cloud after their mastership
     * @param violation empty when all was well
     */
    public record Outcome(long seed, long simulatedNanos, DeposedMasters deposed, Optional<Violation> violation) {
        /** The command that repeats it. */
        public String repeat() {
            return "./dev simulate --seed " + seed + " --transcript";
        }
    }

    /** Runs what the seed draws. */
    public static Outcome run(long seed, Transcript transcript) {
        return run(seed, WorldOptions.drawn(seed), Faults.drawn(seed), Parts.REAL, transcript);
    }

    static Outcome run(long seed, WorldOptions options, Faults faults, Parts parts, Transcript transcript) {
        if (transcript.isWanted()) {
            transcript.line(0, "world", "seed " + seed + ": " + options);
            transcript.line(0, "world", faults.toString());
        }
        SimWorld world = SimWorld.of(seed, options, parts, transcript);
        new Scenario(world, faults, new Dice(seed ^ 0x5eed_0003L)).play();
        Optional<Violation> violation = world.watch().violation();
        violation.ifPresent(v -> world.note("VIOLATED", v.toString()));
        return new Outcome(seed, world.timeline().now(), world.deposedMasters(), violation);
    }

    private void play() {
        world.bootAll();
        chaos.begin(world.options().fireNanos());
        if (!world.runUntil(world.options().fireNanos())) {
            return;
        }
        chaos.heal();
        // What has ended here ended between two events, and the checks have to know it before the next one.
        world.watch().afterEvent();
        long mastersBy = world.timeline().now() + liveness.masterBoundNanos();
        if (world.runUntil(mastersBy)) {
            demand("one right master", liveness.mastersMissing());
            follow(mastersBy + liveness.cloudBoundNanos());
        }
    }

    /** Waits until the cloud follows; meanwhile masters stay as they are. */
    private void follow(long until) {
        List<String> missing = liveness.followingMissing();
        while (!world.watch().isViolated()
                && !(missing.isEmpty() && liveness.isQuiet())
                && world.timeline().now() < until) {
            world.runUntil(world.timeline().now() + SECOND);
            demand("one right master, and it stays", liveness.mastersMissing());
            missing = liveness.followingMissing();
        }
        demand("the cloud follows", missing);
    }

    private void demand(String rule, List<String> missing) {
        if (!missing.isEmpty()) {
            world.watch().report(rule, String.join("; ", missing));
        }
    }
}
