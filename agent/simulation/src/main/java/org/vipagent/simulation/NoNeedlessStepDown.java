package org.vipagent.simulation;

import java.util.Arrays;

/**
 * A master steps down for a better node whose advert it has read, and for nobody else: not for somebody who forges
 * adverts or has another cluster on the same VRID, and not for its own packets that come back. Losing the link, the own
 * address, or mastership during a pause under {@code nopreempt} are other matters.
 */
final class NoNeedlessStepDown implements SafetyCheck {
    private static final long NEVER = Long.MIN_VALUE;
    private static final long SECOND = 1_000_000_000L;

    private final SimWorld world;
    private final long[] soundSince;
    private final long[][] entitledAt;

    NoNeedlessStepDown(SimWorld world) {
        this.world = world;
        this.soundSince = new long[world.machines().size()];
        this.entitledAt = new long[world.machines().size()][world.site().instances()];
        Arrays.fill(soundSince, NEVER);
        for (long[] row : entitledAt) {
            Arrays.fill(row, NEVER);
        }
    }

    @Override
    public void heard(SimProcess process, SimMachine sender, int instance) {
        SimMachine machine = process.machine();
        if (sender == machine) {
            return;
        }
        boolean preempts = world.site().instance(machine.seat(), instance).preempt();
        if (!preempts || world.site().beats(sender.seat(), machine.seat(), instance)) {
            entitledAt[machine.index()][instance] = world.timeline().now();
        }
    }

    @Override
    public void afterEvent(long now) {
        for (SimMachine machine : world.machines()) {
            int index = machine.index();
            boolean sound = machine.isActing() && machine.isReachable();
            soundSince[index] = !sound ? NEVER : soundSince[index] == NEVER ? now : soundSince[index];
        }
    }

    @Override
    public void mastership(SimMachine machine, int instance, long epoch) {
        if (epoch != 0 || machine.process().standing().isStopping()) {
            return;
        }
        long now = world.timeline().now();
        boolean sound = soundSince[machine.index()] != NEVER && soundSince[machine.index()] <= now - SECOND;
        // Read in the same turn.
        if (sound && entitledAt[machine.index()][instance] != now) {
            world.watch()
                    .report(
                            "no needless step-down",
                            machine.name() + " is not master any more although no better node was heard");
        }
    }
}
