package org.vipagent.simulation;

import java.util.Arrays;

/**
 * Nobody takes over from a master that it must have heard: one that has acted as master for a while, whose adverts have
 * reached it all the time without loss or delay, and which it has no right to replace.
 */
final class NoNeedlessTakeover implements SafetyCheck {
    private static final long NEVER = Long.MIN_VALUE;

    private final SimWorld world;
    /** Since when a node acts; since when it acts as master; since when two nodes hear each other. */
    private final long[] actingSince;

    private final long[][] masterSince;
    private final long[][] cleanSince;
    /** When a mastership of an instance ended last, anywhere. */
    private final long[] endedAt;

    private final long quietNanos;

    NoNeedlessTakeover(SimWorld world) {
        this.world = world;
        int machines = world.machines().size();
        this.actingSince = new long[machines];
        this.masterSince = new long[world.site().instances()][machines];
        this.cleanSince = new long[machines][machines];
        this.endedAt = new long[world.site().instances()];
        Arrays.fill(actingSince, NEVER);
        Arrays.fill(endedAt, NEVER);
        for (long[] row : masterSince) {
            Arrays.fill(row, NEVER);
        }
        for (long[] row : cleanSince) {
            Arrays.fill(row, NEVER);
        }
        // Long enough for what was decided before, a preempt delay under way included, to have had its effect.
        WorldOptions.Cluster cluster = world.options().cluster();
        this.quietNanos = 2 * cluster.masterDownNanos() + cluster.preemptDelayNanos();
    }

    @Override
    public void afterEvent(long now) {
        for (SimMachine machine : world.machines()) {
            int index = machine.index();
            actingSince[index] = since(actingSince[index], machine.isActing(), now);
            for (int i = 0; i < masterSince.length; i++) {
                boolean master =
                        machine.isActing() && machine.process().standing().isMaster(i);
                masterSince[i][index] = since(masterSince[i][index], master, now);
            }
            for (int other = 0; other < index; other++) {
                cleanSince[index][other] =
                        since(cleanSince[index][other], world.network().isClean(index, other), now);
            }
        }
    }

    private static long since(long before, boolean is, long now) {
        return !is ? NEVER : before == NEVER ? now : before;
    }

    @Override
    public void mastership(SimMachine machine, int instance, long epoch) {
        if (epoch == 0) {
            endedAt[instance] = world.timeline().now();
            return;
        }
        long before = world.timeline().now() - quietNanos;
        // RFC 9568 §6.4.2: priority 0 counts whoever sends it, also a second master that only some could hear.
        if (!world.isPunctual() || endedAt[instance] > before) {
            return;
        }
        for (SimMachine other : world.machines()) {
            if (other != machine && preemptsTooSoon(machine, other, instance)) {
                world.watch()
                        .report(
                                "no needless takeover",
                                machine.name() + " takes over from " + other.name()
                                        + " before its preempt delay is over");
            }
            boolean heard = other != machine
                    && lasts(masterSince[instance][other.index()], before)
                    && lasts(actingSince[machine.index()], before)
                    && lasts(clean(machine.index(), other.index()), before);
            if (heard && !world.site().mayReplace(machine.seat(), other.seat(), instance)) {
                world.watch()
                        .report(
                                "no needless takeover",
                                machine.name() + " becomes master although it must have heard " + other.name());
            }
        }
    }

    /** Whether a process is younger than its preempt delay, and has heard a lesser master all the time. */
    private boolean preemptsTooSoon(SimMachine machine, SimMachine master, int instance) {
        WorldOptions.Cluster cluster = world.options().cluster();
        long began = machine.process().beganAt();
        return world.timeline().now() - began < cluster.preemptDelayNanos() * 98 / 100
                && lasts(masterSince[instance][master.index()], began - cluster.masterDownNanos())
                && lasts(clean(machine.index(), master.index()), began - cluster.masterDownNanos());
    }

    private long clean(int one, int other) {
        return cleanSince[Math.max(one, other)][Math.min(one, other)];
    }

    private static boolean lasts(long since, long before) {
        return since != NEVER && since <= before;
    }
}
