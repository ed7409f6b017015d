package org.vipagent.daemon.lab;

import java.time.Duration;

/**
 * A time in which every question stayed unanswered: from the start of the first of them to the start of the next that
 * was answered. True to one interval between two questions.
 *
 * @param startedAt nanoseconds of {@link System#nanoTime()}
 * @param endedAt the same; of the last failure known so far, while it lasts
 * @param failures how many questions
 */
public record Outage(long startedAt, long endedAt, int failures) {
    public Duration length() {
        return Duration.ofNanos(endedAt - startedAt);
    }
}
