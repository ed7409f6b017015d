package org.vipagent.cloud.cloudstack.http;

import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;

/** Where the answers to the calls of one stage arrive, for the thread that carries the stage out. */
final class Arrivals {
    /** The answer to one call, or what went wrong where nothing should. */
    record Arrival(int number, ApiAnswer answer, RuntimeException bug) {}

    private static final Arrival WAKE = new Arrival(0, null, null);

    private final LinkedBlockingQueue<Arrival> queue = new LinkedBlockingQueue<>();
    private volatile boolean over;

    void add(Arrival arrival) {
        queue.add(arrival);
    }

    /** Ends a wait without an answer. */
    void wake() {
        queue.add(WAKE);
    }

    /** Nobody waits for answers any more; what has not been sent yet need not be. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /**
     * Waits for an answer until an instant of {@link System#nanoTime()}.
     *
     * @return empty when that has come, the wait was ended, or the thread was interrupted, whose flag is set again
     */
    Optional<Arrival> await(long until) {
        try {
            Arrival arrival = queue.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            return Optional.ofNullable(arrival).filter(a -> !a.equals(WAKE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
