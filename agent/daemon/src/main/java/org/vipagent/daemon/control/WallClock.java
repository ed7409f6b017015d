package org.vipagent.daemon.control;

import java.time.Instant;

/**
 * Turns instants of the monotonic clock into wall-clock times, by what both show at one moment. After the wall clock
 * was set, earlier instants move with it.
 *
 * @param wall what the wall clock showed
 * @param now what the monotonic clock showed then, in nanoseconds
 */
public record WallClock(Instant wall, long now) {
    /** When that was. */
    public Instant at(long monotonic) {
        return wall.plusNanos(monotonic - now);
    }
}
