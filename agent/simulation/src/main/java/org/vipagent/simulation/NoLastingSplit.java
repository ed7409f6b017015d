package org.vipagent.simulation;

import java.util.Arrays;

/** Two nodes that hear each other without loss or delay are not both master for longer than it takes to hear an advert. */
final class NoLastingSplit implements SafetyCheck {
    private static final long NO = -1;

    private final SimWorld world;
    private final long[][][] since;

    NoLastingSplit(SimWorld world) {
        this.world = world;
        int machines = world.machines().size();
        this.since = new long[world.site().instances()][machines][machines];
        for (long[][] instance : since) {
            for (long[] row : instance) {
                Arrays.fill(row, NO);
            }
        }
    }

    @Override
    public void afterEvent(long now) {
        for (int instance = 0; instance < since.length; instance++) {
            for (int one = 0; one < since[instance].length; one++) {
                boolean master = isMaster(one, instance);
                for (int other = 0; other < one; other++) {
                    look(instance, one, other, master && isMaster(other, instance), now);
                }
            }
        }
    }

    private void look(int instance, int one, int other, boolean both, long now) {
        if (!both || !world.network().isClean(one, other)) {
            since[instance][one][other] = NO;
        } else if (since[instance][one][other] == NO) {
            since[instance][one][other] = now;
        } else if (now - since[instance][one][other] > world.heardWithinNanos()) {
            world.watch()
                    .report(
                            "no lasting split",
                            world.machines().get(one).name() + " and "
                                    + world.machines().get(other).name() + " hear each other and are both master for "
                                    + (now - since[instance][one][other]) / 1_000_000 + " ms");
        }
    }

    private boolean isMaster(int index, int instance) {
        SimMachine machine = world.machines().get(index);
        return machine.isActing() && machine.process().standing().isMaster(instance);
    }
}
