package org.vipagent.integration.cloudbench;

import java.util.concurrent.locks.LockSupport;

/** A monotonic clock that can be waited on: the machine's, or one that only this bench moves. */
interface Time {
    long SECOND = 1_000_000_000L;

    /** The machine's own. */
    Time REAL = new Time() {
        @Override
        public long now() {
            return System.nanoTime();
        }

        @Override
        public void sleepUntil(long when) {
            for (long left = when - now(); left > 0; left = when - now()) {
                LockSupport.parkNanos(left);
            }
        }
    };

    /** Nanoseconds. */
    long now();

    void sleepUntil(long when);

    default double secondsSince(long start) {
        return (now() - start) / (double) SECOND;
    }
}
