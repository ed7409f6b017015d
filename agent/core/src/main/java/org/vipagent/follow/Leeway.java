package org.vipagent.follow;

import java.util.Optional;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Policy.Interruption;
import org.vipagent.cloud.Policy.SeveralHolders;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.follow.FollowerConfig.Mode;
import org.vipagent.follow.FollowerStatus.Waiting;

/** What a plan may do in the course of one mastership: whether to write at all, and how roughly. */
final class Leeway {
    /**
     * How long a master must have been stable before a path that works may be interrupted for about a second. A router
     * that comes and goes does so within less.
     */
    static final long BRIEF_AFTER_NANOS = 10_000_000_000L;
    /** A second master that can reach the cloud has looked within this many rechecks, and given way. */
    private static final int SILENT_AFTER_RECHECKS = 2;

    private FollowerConfig config;
    private long masterSince;
    private boolean told;
    private Optional<String> silence = Optional.empty();
    private boolean loserHeard;
    private long disputedSince = Follower.NEVER;

    Leeway(FollowerConfig config) {
        this.config = config;
    }

    /** How long the master must be stable, and what it may do, is another matter from now on; since when it is master is not. */
    void reconfigured(FollowerConfig other) {
        config = other;
    }

    /** A mastership begins. */
    void begins(long now) {
        masterSince = now;
        told = false;
        loserHeard = false;
        disputedSince = Follower.NEVER;
    }

    /** The operator wants one whole plan carried out now. */
    void told() {
        told = true;
    }

    /** That plan is done. */
    void carriedOut() {
        told = false;
    }

    /** Another master was heard that has to give way. */
    void loserHeard() {
        loserHeard = true;
    }

    /** A look of this mastership. */
    void seen(Sight sight, long now) {
        boolean disputed = config.claims().claims().stream()
                .anyMatch(claim -> claim instanceof SecondaryIp && sight.holding(claim) instanceof Holding.Broken);
        if (!disputed) {
            disputedSince = Follower.NEVER;
        } else if (disputedSince == Follower.NEVER) {
            disputedSince = now;
        }
    }

    /** Whether this node may change the cloud at all. */
    boolean mayWrite() {
        return silence.isEmpty() && (config.mode() != Mode.MANUAL || told);
    }

    /**
     * What the witnesses say; lasts beyond a mastership.
     *
     * @param silenceNow that none of them answers, in words; empty if one does, or there are none
     * @return whether that ends a silence
     */
    boolean witnessed(Optional<String> silenceNow) {
        boolean ends = silence.isPresent() && silenceNow.isEmpty();
        silence = silenceNow;
        return ends;
    }

    /** Why a plan is not carried out, if it is for a reason that no time changes. */
    Optional<String> restraint() {
        Optional<String> manual = config.mode() == Mode.MANUAL ? Optional.of("follow manual") : Optional.empty();
        return silence.map(words -> "waits, " + words).or(() -> manual);
    }

    /** What a plan waits for that may do more when this master has been stable for longer. */
    Optional<Waiting> waiting(long now) {
        long at = widensAt(now);
        return at == Follower.NEVER
                ? Optional.empty()
                : Optional.of(new Waiting("for a master that has been stable for longer", at));
    }

    /**
     * For plans that an operator reads.
     *
     * @param restraint why nothing may be written, in words
     * @param everything what a plan would do in the end
     */
    record Words(Optional<String> restraint, Policy everything) {}

    Words inWords(long now) {
        return new Words(restraint(), everything(now));
    }

    /** What a plan may do now. Under {@code manual} what it would do if the operator said so. */
    Policy policy(long now) {
        return new Policy(interruption(now), severalHolders(now));
    }

    private Policy everything(long now) {
        return new Policy(Interruption.ANY, severalHolders(now));
    }

    /** The same without interrupting anything. */
    Policy gentle(long now) {
        return new Policy(Interruption.NONE, severalHolders(now));
    }

    private SeveralHolders severalHolders(long now) {
        boolean silent =
                disputedSince != Follower.NEVER && now - disputedSince >= SILENT_AFTER_RECHECKS * config.recheckNanos();
        return loserHeard || silent ? SeveralHolders.MASTER_KEEPS : SeveralHolders.LESSER_ID_KEEPS;
    }

    private Interruption interruption(long now) {
        long age = now - masterSince;
        if (config.mode() != Mode.AUTO || told || age >= config.settleNanos()) {
            return Interruption.ANY;
        }
        return age >= BRIEF_AFTER_NANOS ? Interruption.BRIEF : Interruption.NONE;
    }

    /** When a plan may do more than now, because the master will have been stable for long enough; or never. */
    private long widensAt(long now) {
        return switch (interruption(now)) {
            case NONE -> masterSince + Math.min(BRIEF_AFTER_NANOS, config.settleNanos());
            case BRIEF -> masterSince + config.settleNanos();
            case ANY -> Follower.NEVER;
        };
    }
}
