package org.vipagent.daemon;

/**
 * Notices from the machine's clocks that it stood still: a suspend advances only the boot-time clock, and after a live
 * migration or a snapshot the hypervisor's time service sets the wall clock forward.
 */
final class PauseDetector {
    private static final long SUSPEND_NANOS = 100_000_000L;
    // Time daemons step the clock by up to this without any pause; 128 ms is ntpd's limit for slewing instead.
    private static final long WALL_CLOCK_NANOS = 500_000_000L;

    private long boottimeAhead;
    private long realtimeAhead;

    PauseDetector(long boottime, long realtime, long now) {
        boottimeAhead = boottime - now;
        realtimeAhead = realtime - now;
    }

    /** Whether the machine stood still since the last call. */
    boolean stoodStill(long boottime, long realtime, long now) {
        long suspended = boottime - now - boottimeAhead;
        long jumped = realtime - now - realtimeAhead;
        boottimeAhead += suspended;
        realtimeAhead += jumped;
        // Only forward: a wall clock that was set back tells nothing.
        return suspended > SUSPEND_NANOS || jumped > WALL_CLOCK_NANOS;
    }
}
