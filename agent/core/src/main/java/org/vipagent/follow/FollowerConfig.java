package org.vipagent.follow;

import org.vipagent.cloud.Claims;

/**
 * How one instance is followed in the cloud.
 *
 * @param settleNanos how long the master must have been stable before a working path may be interrupted under {@code
 * auto}
 * @param recheckNanos time between two looks when all is well; jittered by a fifth
 */
public record FollowerConfig(Claims claims, Mode mode, long settleNanos, long recheckNanos) {
    /** The word after {@code follow}. */
    public enum Mode {
        /** What is missing at once; what would interrupt a working path after {@code settle}. */
        AUTO,
        /** Everything at once. */
        IMMEDIATE,
        /** Look and report; never write. */
        MANUAL
    }
}
