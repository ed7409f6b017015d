package org.vipagent.engine;

/**
 * How long packets may lie in the sockets where many come: a wake-up for each of a thousand adverts a second costs more
 * than all that they say. Deadlines and messages of other threads are not held up by it, and before a deadline is
 * judged the sockets are read in any case. A takeover can come later by the wait, since the time without an advert is
 * counted from when the last one was read: by at most 2.5 % of an interval, and only where many packets come.
 *
 * <p>Owned by one thread.
 */
public final class ReadModeration {
    /** More packets than this in this window or the one before are many: 100 a second, also where they come in bursts. */
    private static final int MANY = 50;

    private static final long WINDOW_NANOS = 500_000_000L;
    private static final long LONGEST_WAIT_NANOS = 25_000_000L;
    /** A shorter wait is not worth a second timer. */
    private static final long SHORTEST_WAIT_NANOS = 1_000_000L;

    private static final int INTERVAL_PARTS = 40;

    private final long waitNanos;
    private long windowEndsAt;
    private int inWindow;
    private int inLastWindow;

    /** @param shortestIntervalNanos of the adverts that are expected */
    public ReadModeration(long shortestIntervalNanos) {
        long wait = Math.min(LONGEST_WAIT_NANOS, shortestIntervalNanos / INTERVAL_PARTS);
        this.waitNanos = wait < SHORTEST_WAIT_NANOS ? 0 : wait;
    }

    /**
     * A turn has read what there was.
     *
     * @param packets how many
     * @param now monotonic nanoseconds
     * @return until when the sockets need not wake anybody: {@code now} when packets are few
     */
    public long turned(int packets, long now) {
        if (now >= windowEndsAt) {
            // After silence the window before says nothing about now.
            inLastWindow = now < windowEndsAt + WINDOW_NANOS ? inWindow : 0;
            inWindow = 0;
            windowEndsAt = now + WINDOW_NANOS;
        }
        inWindow += packets;
        return Math.max(inWindow, inLastWindow) > MANY ? now + waitNanos : now;
    }
}
