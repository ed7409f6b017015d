package org.vipagent.daemon.lab;

/**
 * One question of the client, decided.
 *
 * @param startedAt nanoseconds of {@link System#nanoTime()}
 * @param answeredBy who answered; empty when nobody did in time
 */
public record Attempt(long startedAt, String answeredBy) {
    public boolean succeeded() {
        return !answeredBy.isEmpty();
    }
}
