package org.vipagent.vrrp;

/** The running counters behind {@link Punctuality}. */
final class Timekeeping {
    /** Of an interval. The others wait for three, so less is no news to anybody. */
    private static final int LATE_FROM_FRACTION = 2;

    private long pauses;
    private long lastPauseAt;
    private long late;
    private long lastLateAt;
    private long madeUp;
    private long leftOut;

    void paused(long now) {
        pauses++;
        lastPauseAt = now;
    }

    /**
     * A scheduled advert has come due.
     *
     * @param behindNanos since when it is due, not negative
     * @param intervalNanos of the schedule
     * @param sent how many adverts go out now for this one and all that came due after it
     */
    void due(long behindNanos, long intervalNanos, int sent, long now) {
        long owed = 1 + behindNanos / intervalNanos;
        boolean tardy = behindNanos > intervalNanos / LATE_FROM_FRACTION;
        late += tardy && sent > 0 ? 1 : 0;
        madeUp += Math.max(0, sent - 1);
        leftOut += Math.max(0, owed - sent);
        lastLateAt = tardy ? now : lastLateAt;
    }

    Punctuality snapshot() {
        return new Punctuality(pauses, lastPauseAt, late, lastLateAt, madeUp, leftOut);
    }
}
