package org.vipagent.daemon.lab;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting for a condition of the outside world that nobody announces: looks again and again, up to a limit. */
public final class Await {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private static final long THREAD_ENDS_WITHIN_MILLIS = 2_000;

    private Await() {}

    /** Whether the condition came true within the limit. */
    public static boolean within(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            pause(BETWEEN_LOOKS);
        }
        return true;
    }

    /** Waits for a condition that must come true.
     *
     * @throws LabException that names what did not happen
     */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        if (!within(limit, condition)) {
            throw new LabException("within " + limit.toMillis() + " ms did not happen: " + what);
        }
    }

    /** Waits for a thread that has been told to end. */
    static void end(Thread thread) {
        try {
            thread.join(THREAD_ENDS_WITHIN_MILLIS);
        } catch (InterruptedException e) {
            // Whoever interrupts a clean-up wants it to go on; the thread is a daemon and ends with the process.
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the outside world go on before the next look at it. */
    public static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", e);
        }
    }
}
