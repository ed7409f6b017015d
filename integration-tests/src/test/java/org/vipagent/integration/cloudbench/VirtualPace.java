package org.vipagent.integration.cloudbench;

/**
 * The adapter's limit of requests, with its default of five a second and twenty more a minute, on a clock of one's own:
 * the rate limiters of the HTTP half ask the machine for the time. The cross-check over HTTP holds the two together.
 */
final class VirtualPace {
    private static final long EVERY = Time.SECOND / 5;
    private static final int BURST = 20;
    private static final long BURST_EVERY = 60 * Time.SECOND;

    private final long start;
    private long nextTurn;
    private long burstMinute = -1;
    private int burstLeft;
    private int held;
    private long heldNanos;

    VirtualPace(long start) {
        this.start = start;
        this.nextTurn = start;
    }

    /** When the next request may go. */
    long reserve(long now) {
        long turn = now - (now - start) % EVERY;
        if (nextTurn <= turn) {
            nextTurn = turn + EVERY;
            return now;
        }
        long minute = (now - start) / BURST_EVERY;
        if (minute != burstMinute) {
            burstMinute = minute;
            burstLeft = BURST;
        }
        if (burstLeft > 0) {
            burstLeft--;
            return now;
        }
        long at = nextTurn;
        nextTurn += EVERY;
        held++;
        heldNanos += at - now;
        return at;
    }

    /** How many requests had to wait. */
    int held() {
        return held;
    }

    /** How long they waited, all together. */
    double heldSeconds() {
        return heldNanos / (double) Time.SECOND;
    }
}
