package org.vipagent.simulation;

import java.util.Arrays;

/**
 * Two nodes that hear each other, and whose agents act, do not both have the virtual address in their kernels for
 * longer than it takes to hear an advert and to carry out what follows. A planned stop has its own, longer bound.
 */
final class OneHolder implements SafetyCheck {
    private static final long NO = -1;

    private final SimWorld world;
    private final long[][][] since;
    private final long[] leavingUntil;

    OneHolder(SimWorld world) {
        this.world = world;
        int machines = world.machines().size();
        this.since = new long[world.site().instances()][machines][machines];
        this.leavingUntil = new long[machines];
        for (long[][] instance : since) {
            for (long[] row : instance) {
                Arrays.fill(row, NO);
            }
        }
    }

    @Override
    public void stopRequested(SimProcess process) {
        long now = world.timeline().now();
        leavingUntil[process.machine().index()] =
                now + world.options().cluster().stopTimeoutNanos() * 102 / 100;
    }

    @Override
    public void afterEvent(long now) {
        for (int instance = 0; instance < since.length; instance++) {
            for (int one = 1; one < since[instance].length; one++) {
                if (!holds(one, instance, now)) {
                    Arrays.fill(since[instance][one], 0, one, NO);
                    continue;
                }
                for (int other = 0; other < one; other++) {
                    look(instance, one, other, holds(other, instance, now), now);
                }
            }
        }
    }

    private boolean holds(int index, int instance, long now) {
        SimMachine machine = world.machines().get(index);
        return machine.kernel().holds(world.site().virtualAddress(instance))
                && machine.isActing()
                && machine.kernel().isReliable()
                && leavingUntil[index] < now;
    }

    private void look(int instance, int one, int other, boolean both, long now) {
        long[] row = since[instance][one];
        if (!both || !world.network().isClean(one, other)) {
            row[other] = NO;
        } else if (row[other] == NO) {
            row[other] = now;
        } else if (now - row[other] > world.heardWithinNanos()) {
            world.watch()
                    .report(
                            "one holder",
                            world.machines().get(one).name() + " and "
                                    + world.machines().get(other).name() + " hear each other and both hold "
                                    + world.site().virtualAddress(instance) + " for "
                                    + (now - row[other]) / 1_000_000 + " ms");
        }
    }
}
