package org.vipagent.daemon;

/**
 * How lateness raises the real-time priority: by one each time that a turn comes too late, and never down again, as
 * keepalived's {@code max_auto_priority} does.
 *
 * @param highest 1 to 99; 0: lateness raises nothing
 * @param tooLateNanos a turn that comes this much after its time is too late
 */
record AutomaticPriority(int highest, long tooLateNanos) {
    boolean isTooLate(long lateNanos) {
        return highest > 0 && lateNanos > tooLateNanos;
    }

    /** @param current 0 for none */
    int next(int current) {
        return Math.max(current, Math.min(current + 1, highest));
    }
}
