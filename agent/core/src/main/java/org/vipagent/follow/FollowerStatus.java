package org.vipagent.follow;

import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.Holding;

/**
 * What the follower knows, for status and metrics.
 *
 * @param activity what it is doing, in a few words
 * @param holdings who holds each claim, as last seen; in the order of the configuration
 * @param remarks what this cloud cannot do, and what follows, as last seen
 * @param trouble what went wrong last; empty while all is well
 * @param waiting what it waits for before it goes on; empty when nothing is to be done, or it is being done
 * @param contested who took claims from this node while it was master; empty after an hour of quiet
 * @param lastSeenAt when the cloud last answered a look, in the node's monotonic nanoseconds; −1 before the first
 * @param convergedAt since when a look has shown everything as wanted; −1 while it does not
 */
public record FollowerStatus(
        String activity,
        List<ClaimHolding> holdings,
        List<String> remarks,
        Optional<Trouble> trouble,
        Optional<Waiting> waiting,
        Optional<Contested> contested,
        long lastSeenAt,
        long convergedAt) {
    /**
     * A claim in the words of the configuration, and who holds it.
     *
     * @param asClaimed whether it is as a master wants it
     */
    public record ClaimHolding(String claim, String holder, boolean asClaimed) {
        /** A claim and its holding, which is empty before the first look. */
        public static ClaimHolding of(Claim claim, Optional<Holding> holding) {
            return new ClaimHolding(
                    claim.describe(),
                    holding.map(Holding::describe).orElse("not seen yet"),
                    holding.map(Holding::isAsClaimed).orElse(false));
        }
    }

    /**
     * What went wrong last.
     *
     * @param inARow how many looks or stages have failed since one succeeded
     */
    public record Trouble(CloudFailure failure, int inARow) {}

    /**
     * A wait.
     *
     * @param what is waited for
     * @param until when it ends, in the node's monotonic nanoseconds
     */
    public record Waiting(String what, long until) {}

    /**
     * Claims that were taken away.
     *
     * @param claim the last one, in the words of the configuration
     * @param taker who had it then
     * @param times how often something was taken
     * @param lastAt when it was seen last, in the node's monotonic nanoseconds
     */
    public record Contested(String claim, String taker, int times, long lastAt) {}

    public FollowerStatus {
        holdings = List.copyOf(holdings);
        remarks = List.copyOf(remarks);
    }

    /** What went wrong last, as the cloud's failure. */
    public Optional<CloudFailure> failure() {
        return trouble.map(Trouble::failure);
    }
}
