package org.vipagent.simulation;

import java.util.Arrays;

/**
 * A planned stop of a master costs the clients nothing to speak of where a backup hears it: the address is answered
 * until the successor has it, also when the farewells get lost and the stop may take long enough.
 */
final class NoGapAtStop implements SafetyCheck {
    private static final long NEVER = Long.MIN_VALUE;
    private static final long BOUND_NANOS = 10_000_000L;

    private final SimWorld world;
    private final long quietNanos;
    private final long[] calmSince;
    /** Since when two machines hear each other, by their indices. */
    private final long[][] clearSince;

    private final Stop[] stops;
    private final long[] silentSince;

    /** The only master of an instance, that stops, and a backup that hears it. */
    private record Stop(SimMachine leaver, SimProcess process, SimMachine successor) {}

    NoGapAtStop(SimWorld world) {
        this.world = world;
        this.quietNanos = 2 * world.options().cluster().masterDownNanos();
        int machines = world.machines().size();
        this.calmSince = new long[machines];
        this.clearSince = new long[machines][machines];
        this.stops = new Stop[world.site().instances()];
        this.silentSince = new long[stops.length];
        Arrays.fill(calmSince, NEVER);
        Arrays.stream(clearSince).forEach(row -> Arrays.fill(row, NEVER));
        Arrays.fill(silentSince, NEVER);
    }

    @Override
    public void stopRequested(SimProcess process) {
        SimMachine leaver = process.machine();
        for (int i = 0; i < stops.length; i++) {
            stops[i] = null;
            // Clients that were lost before are not this stop's fault; another check counts them.
            boolean answered = world.network().isAnswered(world.site().virtualAddress(i));
            if (answered && isTheOnlyMaster(process, i) && mayTakeItsTime(leaver)) {
                stops[i] = undisturbed(process);
            }
        }
    }

    /** With another master there is nobody left who could take over: that one has the addresses, for better or worse. */
    private boolean isTheOnlyMaster(SimProcess process, int instance) {
        return process.standing().isMaster(instance)
                && world.machines().stream()
                        .map(SimMachine::process)
                        .noneMatch(
                                p -> p != null && p != process && p.standing().isMaster(instance));
    }

    /** Whoever is told of a pause listens once more, however long that takes. */
    @Override
    public void resumed(SimProcess process) {
        SimMachine machine = process.machine();
        calmSince[machine.index()] = world.timeline().now();
        for (int i = 0; i < stops.length; i++) {
            if (stops[i] != null && stops[i].successor == machine) {
                stops[i] = null;
            }
        }
    }

    private boolean mayTakeItsTime(SimMachine leaver) {
        WorldOptions.Cluster cluster = world.options().cluster();
        boolean heard = !world.network().losesFarewells(leaver.index());
        return heard || cluster.stopTimeoutNanos() > cluster.masterDownNanos() * 102 / 100;
    }

    private Stop undisturbed(SimProcess process) {
        SimMachine leaver = process.machine();
        long before = world.timeline().now() - quietNanos;
        if (!isCalm(leaver) || calmSince[leaver.index()] > before) {
            return null;
        }
        for (SimMachine machine : world.machines()) {
            boolean able = machine != leaver
                    && isCalm(machine)
                    && calmSince[machine.index()] != NEVER
                    && calmSince[machine.index()] <= before
                    && clearSince[machine.index()][leaver.index()] != NEVER
                    && clearSince[machine.index()][leaver.index()] <= before
                    && !machine.process().standing().isStopping();
            if (able) {
                return new Stop(leaver, process, machine);
            }
        }
        return null;
    }

    @Override
    public void mastership(SimMachine machine, int instance, long epoch) {
        // From here on it is the new master's to be found.
        if (epoch != 0) {
            stops[instance] = null;
        }
    }

    @Override
    public void afterEvent(long now) {
        for (SimMachine machine : world.machines()) {
            int index = machine.index();
            calmSince[index] = since(calmSince[index], isCalm(machine), now);
            for (int other = 0; other < calmSince.length; other++) {
                boolean clear = world.network().isClean(index, other);
                clearSince[index][other] = since(clearSince[index][other], clear, now);
            }
        }
        for (int i = 0; i < stops.length; i++) {
            if (stops[i] != null && !isUndisturbed(stops[i])) {
                stops[i] = null;
            }
            look(i, now);
        }
    }

    private static long since(long before, boolean holds, long now) {
        if (!holds) {
            return NEVER;
        }
        return before == NEVER ? now : before;
    }

    private void look(int instance, long now) {
        boolean silent = stops[instance] != null
                && !world.network().isAnswered(world.site().virtualAddress(instance));
        if (!silent) {
            silentSince[instance] = NEVER;
        } else if (silentSince[instance] == NEVER) {
            silentSince[instance] = now;
        } else if (now - silentSince[instance] > BOUND_NANOS) {
            world.watch()
                    .report(
                            "no gap at a planned stop",
                            "nobody answers at " + world.site().virtualAddress(instance) + " for "
                                    + (now - silentSince[instance]) / 1_000_000 + " ms, since "
                                    + stops[instance].leaver.name() + " stops, and "
                                    + stops[instance].successor.name() + " has not taken over yet");
        }
    }

    /** Whether both are still there and hear each other; the leaver may have ended in order, but not lost its network. */
    private boolean isUndisturbed(Stop stop) {
        boolean gone = stop.process.hasFinished();
        return (gone || (stop.leaver.process() == stop.process && isCalm(stop.leaver)))
                && isCalm(stop.successor)
                && world.network().isClean(stop.leaver.index(), stop.successor.index());
    }

    private boolean isCalm(SimMachine machine) {
        return machine.isActing()
                && machine.kernel().isReliable()
                && world.isPunctual()
                && world.network().gatewayPath(machine.index()).isClean();
    }
}
