package org.vipagent.follow;

import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.CloudFailure;

/**
 * What the follower knows, for status and metrics.
 *
 * @param activity what it is doing, in a few words
 * @param holdings who holds each claim, as last seen; in the order of the configuration
 * @param failure what went wrong last, until a look or a step succeeds
 * @param failures how many looks and steps failed in a row
 * @param lastSeenAt when the cloud last answered a look, in the node's monotonic nanoseconds; −1 before the first
 * @param convergedAt since when a look has shown everything as wanted; −1 while it does not
 */
public record FollowerStatus(
        String activity,
        List<ClaimHolding> holdings,
        Optional<CloudFailure> failure,
        int failures,
        long lastSeenAt,
        long convergedAt) {
    /** A claim in the words of the configuration, and who holds it. */
    public record ClaimHolding(String claim, String holder) {}
}
