package org.vipagent.cloud.cloudstack.http;

import java.util.concurrent.TimeUnit;

/** Waits that {@link #end} cuts short, for good. */
final class Patience {
    private final Object monitor = new Object();
    private boolean ended;

    /**
     * Waits until an instant of {@link System#nanoTime()}.
     *
     * @return whether the whole time has passed; false if the waiting was ended, or the thread was interrupted, whose
     *     flag is set again
     */
    boolean await(long until) {
        synchronized (monitor) {
            try {
                while (!ended && until - System.nanoTime() > 0) {
                    TimeUnit.NANOSECONDS.timedWait(monitor, until - System.nanoTime());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            return !ended;
        }
    }

    boolean isEnded() {
        synchronized (monitor) {
            return ended;
        }
    }

    void end() {
        synchronized (monitor) {
            ended = true;
            monitor.notifyAll();
        }
    }
}
