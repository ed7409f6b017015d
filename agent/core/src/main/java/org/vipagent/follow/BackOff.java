package org.vipagent.follow;

import java.util.random.RandomGenerator;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;

/** Waiting times after failures: doubled from a second to half a minute, jittered so that two nodes do not march in step. */
final class BackOff {
    private static final long FIRST_NANOS = 1_000_000_000L;
    private static final long LONGEST_NANOS = 30_000_000_000L;
    /** Ten seconds, less a fifth. */
    private static final long THROTTLED_NANOS = 12_500_000_000L;

    private final RandomGenerator random;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    /** The wait after {@code failures} failures in a row; at least 1. */
    long nanosAfter(int failures) {
        long wait = failures > 5 ? LONGEST_NANOS : Math.min(LONGEST_NANOS, FIRST_NANOS << (failures - 1));
        return jittered(wait);
    }

    /** The same after a failure of that kind: where the cloud asks for fewer requests, at least ten seconds. */
    long nanosAfter(CloudFailure failure, int failures) {
        long wait = nanosAfter(failures);
        return failure.kind() == Kind.THROTTLED ? Math.max(wait, jittered(THROTTLED_NANOS)) : wait;
    }

    /** The longest time that {@link #jittered} makes of the given one. */
    long longest(long nanos) {
        return nanos + nanos / 5;
    }

    /** A time within a fifth around the given one. */
    long jittered(long nanos) {
        long fifth = nanos / 5;
        return nanos - fifth + random.nextLong(2 * fifth + 1);
    }
}
