package org.vipagent.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudPlanner;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.follow.FollowerEffect.Weight;
import org.vipagent.follow.FollowerStatus.Waiting;

/**
 * Makes the cloud follow one VRRP instance: look → plan → one stage → plan again from what was read back, until there is
 * nothing left to do. A success that is not seen is not a success; an answer that belongs to an earlier mastership
 * updates knowledge and causes no action.
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

    private FollowerConfig config;
    private Planning planning;
    private final BackOff backOff;
    private final Leeway leeway;
    private final Contest contest;
    private final Troubles troubles = new Troubles();

    private long epoch;
    private Busy busy = Busy.NO;
    // Something happened while busy that only a new look can answer.
    private boolean lookAgain;
    private long lookAt;
    // How many stages the plan of this round had that are not carried out yet.
    private int stagesLeft;
    private int rounds;
    // The next look is to show what became of a stage.
    private boolean confirming;
    private Optional<Sight> sight = Optional.empty();
    // Whether that was seen in this mastership.
    private boolean seenAsMaster;
    private Optional<Waiting> waiting = Optional.empty();
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
        this.planning = new Planning(config.claims(), planner);
        this.backOff = new BackOff(random);
        this.leeway = new Leeway(config);
        this.contest = new Contest(config, backOff);
        this.lookAt = now;
    }

    /** This node became master with that epoch (greater than 0). */
    public List<FollowerEffect> becameMaster(long newEpoch, long now) {
        epoch = newEpoch;
        leeway.begins(now);
        contest.lift();
        newBeginning("waiting for the cloud");
        lookAt = now;
        return begin(now);
    }

    /**
     * Begins with what the last look while standing by has shown. Should the cloud have changed since, it refuses the step,
     * or the read after the stage shows it. What is about to be taken away is read again: it has to come back as it is.
     */
    private List<FollowerEffect> begin(long now) {
        boolean fresh = lastSeenAt >= 0 && now - lastSeenAt <= backOff.longest(config.recheckNanos());
        return sight.filter(seen -> busy == Busy.NO && fresh && leeway.mayWrite())
                .flatMap(seen -> planning.first(seen, leeway.policy(now)))
                .map(plan -> Planning.isHarmlessAtFirst(plan) ? carryOut(plan) : look(Planning.firstStage(plan)))
                .orElseGet(() -> deadline(now));
    }

    /** This node is no longer master: no further write is sent, whatever comes back. */
    public void lostMastership(long now) {
        epoch = 0;
        newBeginning("standing by");
        lookAt = now + (sight.isPresent() ? backOff.jittered(config.recheckNanos()) : backOff.nanosAfter(1));
    }

    /** Other claims, or another cloud, while the mastership goes on; answers about the former ones are not to be given. */
    public List<FollowerEffect> reconfigured(FollowerConfig newConfig, CloudPlanner planner, long now) {
        planning = new Planning(newConfig.claims(), planner);
        newBeginning(isMaster() ? "looks at what is claimed since the reload" : "standing by");
        sight = Optional.empty();
        lastSeenAt = -1;
        busy = Busy.NO;
        return retuned(newConfig, now);
    }

    /** The same claims, in another way or at other times: what is known is judged anew. */
    public List<FollowerEffect> retuned(FollowerConfig newConfig, long now) {
        config = newConfig;
        leeway.reconfigured(newConfig);
        contest.reconfigured(newConfig);
        return lookSoon(now);
    }

    private void newBeginning(String newActivity) {
        troubles.forget();
        stagesLeft = 0;
        rounds = 0;
        confirming = false;
        seenAsMaster = false;
        convergedAt = -1;
        waiting = Optional.empty();
        activity = newActivity;
    }

    /** A router of lower priority was heard while master: the end of a partition, after which the cloud may differ. */
    public List<FollowerEffect> loserHeard(long now) {
        if (!isMaster()) {
            return List.of();
        }
        leeway.loserHeard();
        contest.lift();
        return lookSoon(now);
    }

    /** Another station answers for an address although this node is master: the cloud may differ. */
    public List<FollowerEffect> rivalSeen(long now) {
        return isMaster() ? lookSoon(now) : List.of();
    }

    /** The operator wants one whole plan carried out now, whatever it interrupts. Without effect while not master. */
    public List<FollowerEffect> followNow(long now) {
        if (!isMaster()) {
            return List.of();
        }
        leeway.told();
        contest.lift();
        return lookSoon(now);
    }

    /** What the witnesses say: nothing is written while none of them answers. Without words one does, or none is asked. */
    public List<FollowerEffect> witnessed(Optional<String> silence, long now) {
        return leeway.witnessed(silence) && isMaster() && convergedAt < 0 ? lookSoon(now) : List.of();
    }

    private List<FollowerEffect> lookSoon(long now) {
        if (busy != Busy.NO) {
            lookAgain = true;
            return List.of();
        }
        lookAt = Math.min(lookAt, now);
        return deadline(now);
    }

    /** The answer to a {@link FollowerEffect.Look}. */
    public List<FollowerEffect> looked(long ticket, Observation observation, long now) {
        busy = Busy.NO;
        List<FollowerEffect> effects = new ArrayList<>();
        Sight.Result result = Sight.of(observation, config.claims());
        boolean seen = result instanceof Sight.Something;
        if (result instanceof Sight.Something something) {
            seen(something.sight(), isCurrent(ticket), effects, now);
        } else if (result instanceof Sight.Nothing nothing && ticket == epoch) {
            failed(nothing.why(), "cannot look at the cloud", troubles.lookFailed(nothing.why()), effects, now);
        } else {
            lookInstead(now);
        }
        if (!isMaster()) {
            activity = "standing by";
        } else if (!isCurrent(ticket) || (seen && lookAgain)) {
            effects.addAll(lookSoon(now));
        } else if (seen) {
            effects.addAll(reconcile(confirming, now));
            confirming = false;
        }
        return effects;
    }

    /** What became of an {@link FollowerEffect.Execute}. */
    public List<FollowerEffect> executed(long ticket, Stage stage, StageOutcome outcome, long now) {
        busy = Busy.NO;
        List<FollowerEffect> effects = new ArrayList<>();
        StageWords words = new StageWords(stage, outcome);
        words.done().ifPresent(text -> effects.add(new FollowerEffect.Noted(Weight.INFORMATION, text)));
        Sight.Result result = Sight.of(outcome.after(), config.claims());
        if (result instanceof Sight.Something something) {
            seen(something.sight(), isCurrent(ticket), effects, now);
        } else if (!isCurrent(ticket)) {
            lookInstead(now);
        }
        Optional<StageWords.Failed> failed = words.failed();
        if (!isCurrent(ticket)) {
            failed.ifPresent(f -> effects.add(f.note(Weight.WARNING)));
            if (isMaster()) {
                effects.addAll(lookSoon(now));
            }
            return effects;
        }
        if (!words.opened().isEmpty()) {
            effects.add(new FollowerEffect.Announce(words.opened()));
        }
        if (failed.isPresent()) {
            CloudFailure failure = failed.get().failure();
            failed(failure, failed.get().doing(), troubles.stageFailed(failure), effects, now);
            return effects;
        }
        troubles.stageSucceeded();
        if (result instanceof Sight.Something && !lookAgain) {
            effects.addAll(reconcile(true, now));
        } else {
            confirming = true;
            effects.addAll(lookSoon(now));
        }
        return effects;
    }

    // What an ended mastership asked for last has shown nothing; the next one is to find something known all the same.
    private void lookInstead(long now) {
        lookAt = Math.min(lookAt, now + backOff.nanosAfter(1));
    }

    /** A call failed and the stage goes on; says whether that is news. */
    public boolean troubled(long ticket, CloudFailure failure) {
        return isCurrent(ticket) && troubles.stageTroubled(failure);
    }

    /** Time has come to {@link #nextDeadline()}. */
    public List<FollowerEffect> deadline(long now) {
        return busy != Busy.NO || now < lookAt ? List.of() : look(Optional.empty());
    }

    private List<FollowerEffect> look(Optional<Stage> before) {
        busy = Busy.LOOKING;
        lookAgain = false;
        lookAt = NEVER;
        if (isMaster() && convergedAt < 0 && waiting.isEmpty()) {
            activity = "looking";
        }
        return List.of(new FollowerEffect.Look(epoch, before));
    }

    /** When {@link #deadline} wants to be called next; {@link #NEVER} while an answer is awaited. */
    public long nextDeadline() {
        return busy == Busy.NO ? lookAt : NEVER;
    }

    /** The epoch of the current mastership; 0 while standing by. A write of another epoch must not be sent any more. */
    public long epoch() {
        return epoch;
    }

    /** What is known and done, as of now. */
    public FollowerStatus status(long now) {
        return new FollowerStatus(
                activity,
                Sight.inWords(sight, config.claims()),
                sight.map(Sight::remarks).orElse(List.of()),
                troubles.status(),
                waiting,
                isMaster() && contest.isOn(now) ? Optional.of(contest.status()) : Optional.empty(),
                lastSeenAt,
                convergedAt);
    }

    /** What it would do with the cloud as it was seen last; empty before the first look. */
    public Optional<FollowerPlans> plans(long now) {
        Optional<Policy> allowed = leeway.mayWrite() ? Optional.of(allowedNow(now)) : Optional.empty();
        return sight.map(seen -> planning.plans(seen, isMaster(), allowed, leeway.inWords(now), lastSeenAt));
    }

    private boolean isMaster() {
        return epoch != 0;
    }

    private boolean isCurrent(long ticket) {
        return isMaster() && ticket == epoch;
    }

    private void seen(Sight newSight, boolean current, List<FollowerEffect> effects, long now) {
        if (current) {
            if (seenAsMaster) {
                contest.seen(sight.orElseThrow(), newSight, now).ifPresent(effects::add);
            }
            leeway.seen(newSight, now);
            seenAsMaster = true;
        }
        sight = Optional.of(newSight);
        lastSeenAt = now;
        lookAt = now + backOff.jittered(config.recheckNanos());
        if (troubles.lookSucceeded()) {
            effects.add(new FollowerEffect.Noted(Weight.INFORMATION, "the cloud answers again"));
        }
    }

    private void failed(CloudFailure cause, String doing, boolean news, List<FollowerEffect> effects, long now) {
        stagesLeft = 0;
        lookAt = now + backOff.nanosAfter(cause, troubles.inARow());
        activity = "trying again";
        waiting = Optional.of(new Waiting("to try again", lookAt));
        if (news) {
            effects.add(new FollowerEffect.Noted(Weight.TROUBLE, doing + ": " + cause.describe()));
        }
    }

    private Policy allowedNow(long now) {
        return contest.mayTake(now) ? leeway.policy(now) : leeway.gentle(now);
    }

    /** @param afterStage whether the view is the first since a stage was carried out */
    private List<FollowerEffect> reconcile(boolean afterStage, long now) {
        Planning.Draft draft = planning.draft(sight.orElseThrow(), allowedNow(now), contest.mayTake(now));
        Plan plan = draft.plan();
        if (draft.fault().isPresent()) {
            List<FollowerEffect> effects = new ArrayList<>();
            CloudFailure fault = draft.fault().get();
            failed(fault, "cannot plan", troubles.stageFailed(fault), effects, now);
            return effects;
        }
        if (plan.isEmpty() || !leeway.mayWrite() || (draft.destroys() && !contest.mayTake(now))) {
            return standStill(plan, now);
        }
        if (afterStage && stagesLeft == 0 && rounds > 1) {
            // A cloud that says yes and does nothing must not be asked without end; once is asked again at once.
            lookAt = now + backOff.nanosAfter(rounds - 1);
            waiting = Optional.of(new Waiting("to see whether the cloud does what it says", lookAt));
            activity = "looking whether it is so";
            return List.of();
        }
        return carryOut(plan);
    }

    private List<FollowerEffect> carryOut(Plan plan) {
        List<FollowerEffect> effects = new ArrayList<>();
        if (convergedAt >= 0) {
            effects.add(new FollowerEffect.Noted(Weight.TROUBLE, "the cloud has drifted: " + plan.why()));
        }
        convergedAt = -1;
        if (stagesLeft == 0) {
            rounds++;
            stagesLeft = plan.stages().size();
            effects.add(new FollowerEffect.Noted(Weight.INFORMATION, "plan: " + plan.why()));
        }
        stagesLeft--;
        Stage stage = plan.stages().get(0);
        busy = Busy.EXECUTING;
        waiting = Optional.empty();
        activity = StageWords.of(stage);
        effects.add(new FollowerEffect.Execute(stage, epoch));
        return effects;
    }

    /** There is nothing to do, or it may not be done now. */
    private List<FollowerEffect> standStill(Plan plan, long now) {
        stagesLeft = 0;
        rounds = 0;
        waiting = Optional.empty();
        if (plan.isEmpty()) {
            troubles.forget();
            if (contest.mayTake(now)) {
                leeway.carriedOut();
            }
        }
        if (plan.isEmpty() && sight.orElseThrow().allAsClaimed()) {
            return follows(now);
        }
        convergedAt = -1;
        String before = activity;
        StandStill reason = StandStill.of(contest, leeway, plan.why(), now);
        activity = reason.activity();
        waiting = reason.waiting();
        lookAt = Math.min(lookAt, waiting.map(Waiting::until).orElse(NEVER));
        return activity.equals(before) ? List.of() : List.of(new FollowerEffect.Noted(Weight.INFORMATION, activity));
    }

    private List<FollowerEffect> follows(long now) {
        boolean news = convergedAt < 0;
        activity = "the cloud follows";
        if (!news) {
            return List.of();
        }
        convergedAt = now;
        return List.of(new FollowerEffect.Noted(Weight.INFORMATION, "the cloud follows this node"));
    }
}
