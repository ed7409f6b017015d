package org.vipagent.node;

import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.follow.Follower;
import org.vipagent.follow.FollowerEffect;
import org.vipagent.follow.FollowerStatus;
import org.vipagent.node.NodeEvent.Severity;

/** What an instance has to do with its cloud: its follower, and the translation of its effects into the node's. */
final class Following {
    private final String instance;
    private final CloudBinding binding;
    private final Follower follower;
    private final Outbox outbox;
    private final Runnable announceAgain;
    // A mastership whose begin waits for what the witness says.
    private long awaitedEpoch;

    /** @param announceAgain announces the instance's addresses as at the beginning of a mastership */
    Following(String instance, CloudBinding binding, Instance.Shared shared, Runnable announceAgain, long now) {
        this.instance = instance;
        this.binding = binding;
        this.follower = new Follower(binding.config(), binding.planner(), shared.random(), now);
        this.outbox = shared.outbox();
        this.announceAgain = announceAgain;
    }

    void becameMaster(long epoch, long now) {
        if (binding.witness().isPresent()) {
            awaitedEpoch = epoch;
        } else {
            perform(follower.becameMaster(epoch, now), now);
        }
    }

    /**
     * A round of questions is over, or was answered before that.
     *
     * @param silence why nothing may be written; empty if a witness answers
     */
    void witnessed(Optional<String> silence, long now) {
        perform(follower.witnessed(silence, now), now);
        if (awaitedEpoch != 0) {
            long epoch = awaitedEpoch;
            awaitedEpoch = 0;
            perform(follower.becameMaster(epoch, now), now);
        }
    }

    void lostMastership(long now) {
        awaitedEpoch = 0;
        follower.lostMastership(now);
    }

    void loserHeard(long now) {
        perform(follower.loserHeard(now), now);
    }

    void rivalSeen(long now) {
        perform(follower.rivalSeen(now), now);
    }

    /** The operator wants it; says whether it begins: not while this node is not master. */
    boolean followNow(long now) {
        if (awaitedEpoch != 0) {
            witnessed(Optional.of("no witness has answered yet"), now);
        }
        if (follower.epoch() == 0) {
            return false;
        }
        outbox.record(now, Severity.INFORMATION, instance, "cloud: the operator says: follow now");
        perform(follower.followNow(now), now);
        return true;
    }

    void looked(long ticket, Observation observation, long now) {
        perform(follower.looked(ticket, observation, now), now);
    }

    void executed(long ticket, Stage stage, StageOutcome outcome, long now) {
        perform(follower.executed(ticket, stage, outcome, now), now);
    }

    void troubled(long ticket, CloudFailure failure, long now) {
        if (follower.troubled(ticket, failure)) {
            outbox.record(
                    now, Severity.TROUBLE, instance, "cloud: " + failure.describe() + "; waits for what was begun");
        }
    }

    void deadline(long now) {
        if (follower.nextDeadline() <= now) {
            perform(follower.deadline(now), now);
        }
    }

    long nextDeadline() {
        return follower.nextDeadline();
    }

    FollowerStatus status(long now) {
        return follower.status(now);
    }

    CloudPlans plans(long now) {
        boolean master = follower.epoch() != 0;
        return new CloudPlans(instance, provider(), Optional.of(master), status(now), follower.plans(now));
    }

    /** The last failure, for an instance's status. */
    Optional<String> failure(long now) {
        return status(now).failure().map(f -> "cloud " + provider() + ": " + f.describe());
    }

    String provider() {
        return binding.provider();
    }

    private void perform(List<FollowerEffect> effects, long now) {
        for (FollowerEffect effect : effects) {
            if (effect instanceof FollowerEffect.Look look) {
                outbox.add(new NodeEffect.LookAtCloud(
                        instance, provider(), look.ticket(), binding.config().claims()));
            } else if (effect instanceof FollowerEffect.Execute execute) {
                outbox.add(new NodeEffect.ExecuteStage(
                        instance, provider(), execute.ticket(), binding.config().claims(), execute.stage()));
            } else if (effect instanceof FollowerEffect.Announce announce) {
                outbox.record(
                        now,
                        Severity.INFORMATION,
                        instance,
                        "cloud: announced again, now that it lets traffic through to " + announce.addresses());
                announceAgain.run();
            } else if (effect instanceof FollowerEffect.Noted noted) {
                outbox.record(now, severity(noted.weight()), instance, "cloud: " + noted.text());
            }
        }
    }

    private static Severity severity(FollowerEffect.Weight weight) {
        return switch (weight) {
            case INFORMATION -> Severity.INFORMATION;
            case WARNING -> Severity.WARNING;
            case TROUBLE -> Severity.TROUBLE;
        };
    }
}
