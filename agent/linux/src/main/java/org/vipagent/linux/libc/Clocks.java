package org.vipagent.linux.libc;

/**
 * The kernel's clocks, in nanoseconds. Where they drift apart, the machine was away: {@link #boottime} counts a suspend
 * that {@link #monotonic} does not, {@link #realtime} is set by the hypervisor's time service after a migration.
 *
 * <p>For one thread: readings share a buffer, and allocate nothing.
 */
public final class Clocks {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Libc libc;
    private final NativeBuffer timespec;

    public Clocks(Libc libc) {
        this.libc = libc;
        this.timespec = libc.allocate(2 * Long.BYTES);
    }

    /** Since boot without suspends; the clock behind {@code System.nanoTime()}. */
    public long monotonic() {
        return read(Linux.CLOCK_MONOTONIC);
    }

    /** Since boot with suspends. */
    public long boottime() {
        return read(Linux.CLOCK_BOOTTIME);
    }

    /** Since 1970; jumps when it is set. */
    public long realtime() {
        return read(Linux.CLOCK_REALTIME);
    }

    private long read(int clock) {
        try {
            libc.clock(clock, timespec);
        } catch (ErrnoException e) {
            throw new IllegalStateException("a clock that every Linux since 2.6.39 has", e);
        }
        return timespec.getLong(0) * NANOS_PER_SECOND + timespec.getLong(Long.BYTES);
    }
}
