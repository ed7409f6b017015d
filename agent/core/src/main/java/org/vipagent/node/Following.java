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

/**
 * What an instance has to do with its cloud: its follower, and the translation of its effects into the node's.
 *
 * <p>A ticket is the epoch of the mastership and, above it, the number of the reload that gave the follower its claims:
 * an answer to what was asked before that one is about other claims, and a write that was begun before is not gone on
 * with.
 */
final class Following {
    private static final int EPOCH_BITS = 32;
    private static final long EPOCHS = (1L << EPOCH_BITS) - 1;

    private final Follower follower;
    private String instance;
    private CloudBinding binding;
    private long serial;
    private final Outbox outbox;
    private final Runnable announceAgain;
    // A mastership whose begin waits for what the witness says.
    private long awaitedEpoch;

    /** @param announceAgain announces the instance's addresses as at the beginning of a mastership */
    Following(String instance, CloudBinding binding, Instance.Shared shared, Runnable announceAgain, long now) {
        this.instance = instance;
        this.binding = binding;
        this.serial = shared.reloads();
        this.follower = new Follower(binding.config(), binding.planner(), shared.random(), now);
        this.outbox = shared.outbox();
        this.announceAgain = announceAgain;
    }

    /**
     * Another configuration from now on; the mastership goes on.
     *
     * @param reload the number of the reload
     */
    void reconfigured(String name, CloudBinding other, long reload, long now) {
        boolean sameWork = name.equals(instance)
                && other.planner().equals(binding.planner())
                && other.config().claims().equals(binding.config().claims());
        instance = name;
        binding = other;
        if (sameWork) {
            perform(follower.retuned(other.config(), now), now);
        } else {
            serial = reload;
            long epoch = Math.max(follower.epoch(), awaitedEpoch);
            if (epoch != 0) {
                outbox.add(new NodeEffect.MastershipChanged(instance, ticket(epoch)));
            }
            perform(follower.reconfigured(other.config(), other.planner(), now), now);
        }
        if (binding.witness().isEmpty()) {
            // Nobody is asked any more, so nobody's silence counts, and no begin waits for an answer.
            witnessed(Optional.empty(), now);
        }
    }

    /** @param epoch of a mastership; 0 for what is asked while standing by */
    long ticket(long epoch) {
        return ticket(serial, epoch);
    }

    static long ticket(long serial, long epoch) {
        return serial << EPOCH_BITS | epoch;
    }

    private boolean isOurs(long ticket) {
        return ticket >>> EPOCH_BITS == serial;
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

    /** The operator wants it at once. */
    FollowAnswer.Word followNow(long now) {
        if (awaitedEpoch != 0) {
            witnessed(Optional.of("no witness has answered yet"), now);
        }
        if (follower.epoch() == 0) {
            return FollowAnswer.Word.NOT_MASTER;
        }
        outbox.record(now, Severity.INFORMATION, instance, "cloud: the operator says: follow now");
        perform(follower.followNow(now), now);
        return FollowAnswer.Word.BEGUN;
    }

    void looked(long ticket, Observation observation, long now) {
        if (isOurs(ticket)) {
            perform(follower.looked(ticket & EPOCHS, observation, now), now);
        }
    }

    void executed(long ticket, Stage stage, StageOutcome outcome, long now) {
        if (isOurs(ticket)) {
            perform(follower.executed(ticket & EPOCHS, stage, outcome, now), now);
        }
    }

    void troubled(long ticket, CloudFailure failure, long now) {
        if (isOurs(ticket) && follower.troubled(ticket & EPOCHS, failure)) {
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
                        instance,
                        provider(),
                        ticket(look.ticket()),
                        binding.config().claims(),
                        look.before()));
            } else if (effect instanceof FollowerEffect.Execute execute) {
                outbox.add(new NodeEffect.ExecuteStage(
                        instance,
                        provider(),
                        ticket(execute.ticket()),
                        binding.config().claims(),
                        execute.stage()));
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
