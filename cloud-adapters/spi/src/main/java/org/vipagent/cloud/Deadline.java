package org.vipagent.cloud;

/**
 * A point on the monotonic clock after which an answer is of no use.
 *
 * @param at nanoseconds of the clock that the caller uses ({@link System#nanoTime()} in production)
 */
public record Deadline(long at) {
    public static Deadline after(long nanos, long now) {
        return new Deadline(now + nanos);
    }

    /** Nanoseconds that are left; 0 or less when it has passed. */
    public long remaining(long now) {
        return at - now;
    }

    public boolean hasPassed(long now) {
        return remaining(now) <= 0;
    }
}
