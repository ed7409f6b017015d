package org.vipagent.simulation;

/**
 * Who is neither master nor leaving, or cannot act at all, does not hold the virtual address for longer than its
 * lifetime and some grace. This is what the kernel's lifetimes are for.
 */
final class AddressesLeave implements SafetyCheck {
    private static final long SECOND = 1_000_000_000L;
    /** A renewal that was under way in a slow kernel, and what a machine needs to find its feet after standing still. */
    private static final long GRACE_NANOS = 2 * SECOND;

    private final SimWorld world;
    private final long[][] entitledAt;
    private final long boundNanos;

    /**
     * @param lifetimeNanos of an address, from the configuration
     */
    AddressesLeave(SimWorld world, long lifetimeNanos) {
        this.world = world;
        int machines = world.machines().size();
        int instances = world.site().instances();
        this.entitledAt = new long[machines][instances];
        this.boundNanos = lifetimeNanos + GRACE_NANOS;
    }

    @Override
    public void afterEvent(long now) {
        for (SimMachine machine : world.machines()) {
            for (int i = 0; i < world.site().instances(); i++) {
                if (world.site().has(machine.seat(), i)) {
                    look(machine, i);
                }
            }
        }
    }

    private void look(SimMachine machine, int instance) {
        int index = machine.index();
        long local = machine.local();
        if (isEntitled(machine, instance, local) || entitledAt[index][instance] == 0) {
            entitledAt[index][instance] = local;
        } else if (local - entitledAt[index][instance] > boundNanos
                && !machine.isFrozen()
                && local - machine.thawedAt() > GRACE_NANOS
                && machine.kernel().holds(world.site().virtualAddress(instance))) {
            world.watch()
                    .report(
                            "addresses leave",
                            machine.name() + " still holds "
                                    + world.site().virtualAddress(instance) + " "
                                    + (local - entitledAt[index][instance]) / SECOND
                                    + " s after it was master or leaving for the last time");
        }
    }

    private boolean isEntitled(SimMachine machine, int instance, long local) {
        if (!machine.isActing()) {
            return false;
        }
        Standing standing = machine.process().standing();
        long leavingSince = standing.leavingSince(instance);
        boolean leaving = leavingSince != 0
                && local - leavingSince <= world.options().cluster().stopTimeoutNanos();
        return standing.isMaster(instance) || leaving;
    }
}
