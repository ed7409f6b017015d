package org.vipagent.follow;

import java.util.Optional;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Holding;

/**
 * Somebody else who wants the same claims, as a second master that cannot be heard or an operator's script does. Each
 * time one is taken away the wait before it is taken back doubles, so that two who both mean to be right do not move
 * the rules to and fro without end.
 */
final class Contest {
    /** Quiet for so long, and all is forgotten. */
    static final long QUIET_NANOS = 3_600_000_000_000L;

    private static final int MOST_DOUBLINGS = 4;

    private static final long SECOND = 1_000_000_000L;

    private FollowerConfig config;
    private final BackOff backOff;
    private String lost = "";
    private String taker = "";
    private int times;
    private long lastAt;
    private long takeAt;

    /** The first wait is {@code recheck}, the longest 16 times that. */
    Contest(FollowerConfig config, BackOff backOff) {
        this.config = config;
        this.backOff = backOff;
    }

    /** Other claims or times; who has taken some before may do so again. */
    void reconfigured(FollowerConfig other) {
        config = other;
    }

    /**
     * Two looks of one mastership, one after the other.
     *
     * @return what to tell the operator: something was taken away in between
     */
    Optional<FollowerEffect.Noted> seen(Sight before, Sight after, long now) {
        return config.claims().claims().stream()
                .filter(claim -> after.holding(claim) instanceof Holding.Other)
                .filter(claim -> before.holding(claim).isAsClaimed() || before.holding(claim) instanceof Holding.Broken)
                .findFirst()
                .map(claim -> lost(claim, after.holding(claim).describe(), now));
    }

    private FollowerEffect.Noted lost(Claim claim, String holder, long now) {
        if (!isOn(now)) {
            times = 0;
        }
        lost = claim.describe();
        taker = holder;
        takeAt = now + backOff.jittered(config.recheckNanos() << Math.min(times, MOST_DOUBLINGS));
        times++;
        lastAt = now;
        String then = config.mode() == FollowerConfig.Mode.MANUAL
                ? ""
                : "; it is not taken back for " + (takeAt - now) / SECOND + " s";
        return new FollowerEffect.Noted(
                FollowerEffect.Weight.WARNING,
                "CLAIM_CONTESTED: " + taker + " has " + lost + " now although this node is master" + then);
    }

    /** There is no need to wait any more: the other one has given way, this mastership is a new one, or we were told. */
    void lift() {
        takeAt = 0;
    }

    boolean mayTake(long now) {
        return now >= takeAt;
    }

    /** Until claims may be taken from others again. */
    FollowerStatus.Waiting waiting() {
        return new FollowerStatus.Waiting("to take back what " + taker + " has taken", takeAt);
    }

    boolean isOn(long now) {
        return times > 0 && now - lastAt < QUIET_NANOS;
    }

    FollowerStatus.Contested status() {
        return new FollowerStatus.Contested(lost, taker, times, lastAt);
    }
}
