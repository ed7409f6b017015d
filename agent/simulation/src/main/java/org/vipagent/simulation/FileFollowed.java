package org.vipagent.simulation;

import java.util.Arrays;

/**
 * What a reload brings is there while its node is master, and what a reload takes away is not: within the time that a
 * kernel needs.
 */
final class FileFollowed implements SafetyCheck {
    private static final long NO = -1;
    private static final long BOUND_NANOS = 3_000_000_000L;

    private final SimWorld world;
    private final long[][] wrongSince;

    FileFollowed(SimWorld world) {
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
                look(machine, i, now);
            }
        }
    }

    private void look(SimMachine machine, int instance, long now) {
        long[] since = wrongSince[machine.index()];
        if (!isRight(machine, instance)) {
            since[instance] = since[instance] == NO ? now : since[instance];
            if (now - since[instance] > BOUND_NANOS) {
                world.watch()
                        .report(
                                "file followed",
                                machine.name() + " does not do what its file says of " + Edits.extra(instance)
                                        + " since its reload");
            }
        } else {
            since[instance] = NO;
        }
    }

    private static boolean isRight(SimMachine machine, int instance) {
        if (!machine.isActing() || machine.kernel().isRefusing()) {
            return true;
        }
        Standing standing = machine.process().standing();
        // What an earlier process left is this one's only once its file has had it.
        if (!standing.everHadOneMore() || standing.leavingSince(instance) != 0) {
            return true;
        }
        boolean wanted = standing.hasOneMore() && standing.isMaster(instance);
        return machine.kernel().holds(Edits.extra(instance)) == wanted;
    }
}
