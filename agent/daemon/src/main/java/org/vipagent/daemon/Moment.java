package org.vipagent.daemon;

import java.util.function.LongSupplier;

/**
 * The machine's clocks as of one moment. They can only be read one after the other, and a thread that is kept from
 * running in between would see them apart, as if the machine had stood still: with a load and without real-time
 * priority that can last for longer than any suspend that matters. For one thread; allocates nothing.
 */
final class Moment {
    private static final long LONGEST_NANOS = 10_000_000L;
    private static final int ATTEMPTS = 3;

    private final LongSupplier monotonicClock;
    private final LongSupplier realtimeClock;
    private final LongSupplier boottimeClock;
    private long monotonic;
    private long realtime;
    private long boottime;

    /** Clocks in nanoseconds, as {@link org.vipagent.linux.libc.Clocks} has them. */
    Moment(LongSupplier monotonic, LongSupplier realtime, LongSupplier boottime) {
        this.monotonicClock = monotonic;
        this.realtimeClock = realtime;
        this.boottimeClock = boottime;
    }

    /**
     * Reads the clocks.
     *
     * @return whether they belong together, to within 10 ms; if not, even after more attempts, they say nothing of a
     * pause
     */
    boolean read() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            monotonic = monotonicClock.getAsLong();
            realtime = realtimeClock.getAsLong();
            boottime = boottimeClock.getAsLong();
            if (monotonicClock.getAsLong() - monotonic <= LONGEST_NANOS) {
                return true;
            }
        }
        return false;
    }

    long monotonic() {
        return monotonic;
    }

    long realtime() {
        return realtime;
    }

    long boottime() {
        return boottime;
    }
}
