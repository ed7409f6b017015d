package org.vipagent.simulation;

import java.util.Arrays;

/**
 * Where the kernel does its work, an acting master has its address in it and an acting node that is neither master nor
 * leaving has not, but for the moment that the kernel needs. The lifetimes are the last resort, not the means.
 */
final class AddressesFollowRole implements SafetyCheck {
    private static final long NO = -1;
    private static final long BOUND_NANOS = 3_000_000_000L;

    private final SimWorld world;
    private final long[][] wrongSince;

    AddressesFollowRole(SimWorld world) {
        this.world = world;
        this.wrongSince = new long[world.machines().size()][world.site().instances()];
        for (long[] row : wrongSince) {
            Arrays.fill(row, NO);
        }
    }

    @Override
    public void afterEvent(long now) {
        for (SimMachine machine : world.machines()) {
            for (int i = 0; i < world.site().instances(); i++) {
                if (world.site().has(machine.seat(), i)) {
                    look(machine, i, now);
                }
            }
        }
    }

    private void look(SimMachine machine, int instance, long now) {
        long[] since = wrongSince[machine.index()];
        boolean judged = machine.isActing() && !machine.kernel().isRefusing() && !hasLeft(machine, instance);
        boolean holds = machine.kernel().holds(world.site().virtualAddress(instance));
        if (!judged || holds == machine.process().standing().isMaster(instance)) {
            since[instance] = NO;
        } else if (since[instance] == NO) {
            since[instance] = now;
        } else if (now - since[instance] > BOUND_NANOS) {
            world.watch()
                    .report(
                            "addresses follow role",
                            machine.name() + (holds ? " holds " : " lacks ")
                                    + world.site().virtualAddress(instance) + " for "
                                    + (now - since[instance]) / 1_000_000 + " ms, and "
                                    + (holds ? "is not master" : "is master"));
        }
    }

    /** Whether an instance gives its mastership away; how long it may hold the address is another rule's business. */
    private static boolean hasLeft(SimMachine machine, int instance) {
        return machine.process().standing().leavingSince(instance) != 0;
    }
}
