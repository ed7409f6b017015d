package org.vipagent.simulation;

/**
 * A machine's clocks. The monotonic one began some time before the world did, runs at its own rate, and stands still
 * with the machine or does not; the wall clock is disciplined by others and may be set.
 */
final class SimClock {
    /** The most that a clock may be off by, in millionths. */
    static final int WORST_RATE = 10_000;

    private static final long MILLION = 1_000_000;
    /** Some day of 2025 in nanoseconds since 1970: a plausible date reads better. */
    private static final long BEGINNING_NANOS = 1_750_000_000_000_000_000L;

    private final Timeline timeline;
    private int fastBy;
    private long setAt;
    private long shownThen;
    private boolean stopped;
    private long wallAhead;

    /**
     * @param shown what the monotonic clock shows now
     * @param fastBy millionths by which it runs too fast, −{@value #WORST_RATE} to {@value #WORST_RATE}
     */
    SimClock(Timeline timeline, long shown, int fastBy) {
        this.timeline = timeline;
        this.fastBy = fastBy;
        this.shownThen = shown;
    }

    /** Nanoseconds of the monotonic clock. */
    long monotonic() {
        if (stopped) {
            return shownThen;
        }
        long elapsed = timeline.now() - setAt;
        return shownThen + elapsed + elapsed / MILLION * fastBy + elapsed % MILLION * fastBy / MILLION;
    }

    /** How long it takes, in the world's nanoseconds, until the monotonic clock shows an instant; may be a little short. */
    long until(long shown) {
        long missing = Math.max(0, shown - monotonic());
        return fastBy == 0 || missing == 0 ? missing : Math.max(1, (long) (missing / (1 + fastBy / (double) MILLION)));
    }

    /** Nanoseconds since 1970 by the wall clock. */
    long wall() {
        return BEGINNING_NANOS + timeline.now() + wallAhead;
    }

    /** Sets the wall clock forward, or back. */
    void stepWall(long nanos) {
        wallAhead += nanos;
    }

    /** The time service puts the wall clock right. */
    void correctWall() {
        wallAhead = 0;
    }

    /** From now on the monotonic clock runs at another rate; millionths as in the constructor. */
    void rate(int millionths) {
        if (!stopped) {
            shownThen = monotonic();
            setAt = timeline.now();
        }
        fastBy = millionths;
    }

    /** The monotonic clock stands still. */
    void stop() {
        shownThen = monotonic();
        setAt = timeline.now();
        stopped = true;
    }

    /**
     * The monotonic clock goes on.
     *
     * @param wallToo whether the wall clock stood still as well, so that nothing shows the pause
     */
    void goOn(boolean wallToo) {
        if (wallToo) {
            wallAhead -= timeline.now() - setAt;
        }
        setAt = timeline.now();
        stopped = false;
    }
}
