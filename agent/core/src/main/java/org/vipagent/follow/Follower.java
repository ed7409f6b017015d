package org.vipagent.follow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudPlanner;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.follow.FollowerStatus.ClaimHolding;

/**
 * Makes the cloud follow one VRRP instance: observe → plan → one step after the other → observe again. A success that
 * is not seen is not a success; an answer that belongs to an earlier mastership updates knowledge and causes no action.
 *
 * <p>Owned by the engine thread. Each method returns what to do now; {@code now} is monotonic nanoseconds.
 */
public final class Follower {
    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    private enum Busy {
        NO,
        LOOKING,
        EXECUTING
    }

    private final FollowerConfig config;
    private final CloudPlanner planner;
    private final BackOff backOff;

    private long epoch;
    private long masterSince;
    private Busy busy = Busy.NO;
    private final Deque<Step> remaining = new ArrayDeque<>();
    private long lookAt;
    private int failures;
    private int roundsWithoutSuccess;
    private Optional<CloudFailure> failure = Optional.empty();
    private Optional<CloudView> view = Optional.empty();
    private String activity = "not looked yet";
    private long lastSeenAt = -1;
    private long convergedAt = -1;

    /**
     * A follower that stands by; its first look is due at once, so that ids are known before they are needed.
     *
     * @param random for jitter; seeded in the simulation
     */
    public Follower(FollowerConfig config, CloudPlanner planner, RandomGenerator random, long now) {
        this.config = config;
        this.planner = planner;
        this.backOff = new BackOff(random);
        this.lookAt = now;
    }

    /** This node became master with that epoch (greater than 0). */
    public List<FollowerEffect> becameMaster(long newEpoch, long now) {
        epoch = newEpoch;
        masterSince = now;
        failures = 0;
        roundsWithoutSuccess = 0;
        convergedAt = -1;
        remaining.clear();
        lookAt = now;
        activity = "waiting for the cloud";
        return deadline(now);
    }

    /** This node is no longer master: no further step is sent, whatever comes back. */
    public void lostMastership(long now) {
        epoch = 0;
        remaining.clear();
        convergedAt = -1;
        lookAt = now + backOff.jittered(config.recheckNanos());
        activity = "standing by";
    }

    /** A router of lower priority was heard while master: the end of a partition, after which the cloud may differ. */
    public List<FollowerEffect> loserHeard(long now) {
        if (!isMaster() || busy != Busy.NO) {
            return List.of();
        }
        lookAt = Math.min(lookAt, now);
        return deadline(now);
    }

    /** The answer to a {@link FollowerEffect.Look}. */
    public List<FollowerEffect> looked(long ticket, Observation observation, long now) {
        busy = Busy.NO;
        List<FollowerEffect> effects = new ArrayList<>();
        if (observation instanceof Observation.Seen seen) {
            view = Optional.of(seen.view());
            lastSeenAt = now;
            lookAt = now + backOff.jittered(config.recheckNanos());
            if (failure.isPresent()) {
                effects.add(new FollowerEffect.Noted(false, "the cloud answers again"));
            }
            failure = Optional.empty();
            failures = 0;
        } else if (observation instanceof Observation.Unseen unseen) {
            failed(unseen.failure(), "cannot look at the cloud", effects, now);
        }
        if (!isMaster()) {
            activity = "standing by";
        } else if (ticket != epoch) {
            lookAt = now;
            effects.addAll(deadline(now));
        } else if (failure.isEmpty()) {
            effects.addAll(reconcile(now));
        }
        return effects;
    }

    /** The outcome of a {@link FollowerEffect.Execute}. */
    public List<FollowerEffect> executed(long ticket, Step step, StepOutcome outcome, long now) {
        busy = Busy.NO;
        List<FollowerEffect> effects = new ArrayList<>();
        if (outcome instanceof StepOutcome.Done) {
            effects.add(new FollowerEffect.Noted(false, "done: " + step.describe()));
        } else if (outcome instanceof StepOutcome.Refused refused) {
            failed(refused.failure(), step.describe(), effects, now);
        } else if (outcome instanceof StepOutcome.Unknown unknown) {
            failed(unknown.failure(), step.describe() + ": outcome unknown", effects, now);
        }
        if (!isMaster()) {
            return effects;
        }
        if (ticket != epoch) {
            remaining.clear();
            lookAt = now;
        } else if (outcome instanceof StepOutcome.Done) {
            failure = Optional.empty();
            failures = 0;
            if (!remaining.isEmpty()) {
                effects.add(executeNext());
                return effects;
            }
            // A round that the next look does not confirm is followed by ever longer waits: a cloud that says yes and
            // does nothing must not be asked without end. The first confirmation is looked for at once.
            lookAt = roundsWithoutSuccess <= 1 ? now : now + backOff.nanosAfter(roundsWithoutSuccess - 1);
            activity = "looking whether it is so";
        }
        effects.addAll(deadline(now));
        return effects;
    }

    /** Time has come to {@link #nextDeadline()}. */
    public List<FollowerEffect> deadline(long now) {
        if (busy != Busy.NO || now < lookAt) {
            return List.of();
        }
        busy = Busy.LOOKING;
        lookAt = NEVER;
        if (isMaster() && convergedAt < 0) {
            activity = "looking";
        }
        return List.of(new FollowerEffect.Look(epoch));
    }

    /** When {@link #deadline} wants to be called next; {@link #NEVER} while an answer is awaited. */
    public long nextDeadline() {
        return busy == Busy.NO ? lookAt : NEVER;
    }

    /** The epoch of the current mastership; 0 while standing by. A step of another epoch must not be sent any more. */
    public long epoch() {
        return epoch;
    }

    public FollowerStatus status() {
        List<ClaimHolding> holdings = new ArrayList<>();
        for (Claim claim : config.claims().claims()) {
            String holder = view.map(v -> v.holding(claim).describe()).orElse("not seen yet");
            holdings.add(new ClaimHolding(claim.describe(), holder));
        }
        return new FollowerStatus(activity, List.copyOf(holdings), failure, failures, lastSeenAt, convergedAt);
    }

    private boolean isMaster() {
        return epoch != 0;
    }

    private void failed(CloudFailure cause, String doing, List<FollowerEffect> effects, long now) {
        boolean sameAsBefore =
                failure.map(CloudFailure::kind).filter(k -> k == cause.kind()).isPresent();
        failures++;
        failure = Optional.of(cause);
        remaining.clear();
        lookAt = now + backOff.nanosAfter(failures);
        activity = "trying again";
        if (!sameAsBefore) {
            effects.add(new FollowerEffect.Noted(true, doing + ": " + cause.describe()));
        }
    }

    private List<FollowerEffect> reconcile(long now) {
        boolean mayInterrupt = mayInterrupt(now);
        CloudView seen = view.orElseThrow();
        Plan plan = planner.plan(config.claims(), seen, new Policy(mayInterrupt));
        boolean allOurs = config.claims().claims().stream().allMatch(c -> seen.holding(c) instanceof Holding.Ours);
        if (plan.isEmpty() || config.mode() == FollowerConfig.Mode.MANUAL) {
            return nothingToDo(plan, allOurs, now);
        }
        List<FollowerEffect> effects = new ArrayList<>();
        if (convergedAt >= 0) {
            effects.add(new FollowerEffect.Noted(true, "the cloud has drifted: " + plan.why()));
        }
        convergedAt = -1;
        roundsWithoutSuccess++;
        for (Stage stage : plan.stages()) {
            remaining.addAll(stage.steps());
        }
        effects.add(new FollowerEffect.Noted(false, "plan: " + plan.why()));
        effects.add(executeNext());
        return effects;
    }

    private List<FollowerEffect> nothingToDo(Plan plan, boolean allOurs, long now) {
        if (allOurs) {
            boolean news = convergedAt < 0;
            if (news) {
                convergedAt = now;
            }
            roundsWithoutSuccess = 0;
            activity = "the cloud follows";
            return news ? List.of(new FollowerEffect.Noted(false, "the cloud follows this node")) : List.of();
        }
        convergedAt = -1;
        String before = activity;
        activity =
                config.mode() == FollowerConfig.Mode.MANUAL ? "follow manual: " + plan.why() : "waiting: " + plan.why();
        if (config.mode() == FollowerConfig.Mode.AUTO && !mayInterrupt(now)) {
            lookAt = Math.min(lookAt, masterSince + config.settleNanos());
        }
        return activity.equals(before) ? List.of() : List.of(new FollowerEffect.Noted(false, activity));
    }

    private boolean mayInterrupt(long now) {
        return config.mode() == FollowerConfig.Mode.IMMEDIATE || now - masterSince >= config.settleNanos();
    }

    private FollowerEffect executeNext() {
        Step step = remaining.remove();
        busy = Busy.EXECUTING;
        activity = step.describe();
        return new FollowerEffect.Execute(step, epoch);
    }
}
