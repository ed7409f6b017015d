package org.vipagent.cloud.cloudstack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Permission;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.cloud.cloudstack.api.CallBundle;
import org.vipagent.cloud.cloudstack.api.CallSequence;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.cloud.cloudstack.api.Reply;

/**
 * One stage: its writes side by side, each sent once; one poll for all of their jobs; and when all have ended one read
 * of what they touched.
 */
final class StageRun implements CallBundle<StageOutcome> {
    /** More would only wait for each other at the server. */
    static final int UNDER_WAY_AT_MOST = 8;

    // How often to look whether another instance has left the lane that a step waits for.
    private static final long LANE_NANOS = Duration.ofMillis(100).toNanos();

    // How often to look whether this node is still master. Whoever becomes master anew waits for the end of this stage.
    private static final long GLANCE_NANOS = Duration.ofMillis(250).toNanos();

    /** Takes the answer to one call. */
    private interface OnAnswer {
        void answered(ApiAnswer answer, long now);
    }

    private final StageTerms terms;
    private final Permission permission;
    private final Deadline deadline;
    private final List<StepProgress> steps;
    private final Polling polling = new Polling();
    private final Map<Integer, OnAnswer> underWay = new HashMap<>();
    /** Steps that share a lane now. */
    private final Set<StepProgress> joined = new HashSet<>();

    private int numbers;
    private long time;
    private Optional<CloudFailure> stopped = Optional.empty();
    private Optional<List<ForwardingRule>> rulesAtTheEnd = Optional.empty();
    private boolean anySent;
    private boolean laneTakenElsewhere;
    private Talk<?> talk;
    private StageOutcome outcome;

    StageRun(StageTerms terms, List<CloudStackStep> steps, Permission permission, Deadline deadline) {
        this.terms = terms;
        this.permission = permission;
        this.deadline = deadline;
        this.steps = steps.stream()
                .map(step -> new StepProgress(step, terms.names()))
                .toList();
        terms.memory().handover().begins(this, steps);
    }

    @Override
    public Turn<StageOutcome> turn(long now) {
        time = now;
        while (outcome == null) {
            if (deadline.hasPassed(now)) {
                abandoned(new CloudFailure(Kind.TIMEOUT, "the time is up"));
            } else if (isOfNoUse()) {
                abandoned(new CloudFailure(Kind.HELD_BACK, "this node is no longer master"));
            } else {
                Optional<Turn<StageOutcome>> next = next(now);
                if (next.isPresent()) {
                    return next.get();
                }
            }
        }
        return new Turn.Finished<>(outcome);
    }

    // A job goes on without anybody waiting for it. But the answer to a write says whether there is a job at all.
    private boolean isOfNoUse() {
        return steps.stream().noneMatch(StepProgress::isSent) && !permission.holds();
    }

    /** What to do next; empty if something has just come to its end, which may change that. */
    private Optional<Turn<StageOutcome>> next(long now) {
        Optional<StepProgress> write = nextWrite();
        if (write.isPresent()) {
            return Optional.of(send(write.get(), now));
        }
        if (talk != null) {
            return talk.turn(now);
        }
        if (allEnded()) {
            beginReading();
            return Optional.empty();
        }
        if (beginPoll(now)) {
            return Optional.empty();
        }
        long lane = laneTakenElsewhere ? now + LANE_NANOS : Long.MAX_VALUE;
        return Optional.of(waitUntil(Math.min(lane, polling.nextAt())));
    }

    private Turn<StageOutcome> waitUntil(long at) {
        return new Turn.Wait<>(Math.min(Math.min(at, time + GLANCE_NANOS), deadline.at()));
    }

    private boolean allEnded() {
        return steps.stream().allMatch(StepProgress::hasEnded);
    }

    // --- writes

    private Optional<StepProgress> nextWrite() {
        Set<String> busy = new HashSet<>();
        laneTakenElsewhere = false;
        for (StepProgress step : steps) {
            Optional<String> lane = step.step().lane();
            if (step.isWaiting() && lane.filter(busy::contains).isEmpty()) {
                if (underWay.size() >= UNDER_WAY_AT_MOST) {
                    return Optional.empty();
                }
                Optional<CloudFailure> objection = objection(step);
                if (objection.isPresent()) {
                    step.refuse(objection.get());
                } else if (mayGo(step)) {
                    return Optional.of(step);
                } else {
                    laneTakenElsewhere = true;
                }
            }
            if (!step.hasEnded()) {
                lane.ifPresent(busy::add);
            }
        }
        return Optional.empty();
    }

    private boolean mayGo(StepProgress step) {
        Optional<String> shared = step.step().sharedLane();
        if (shared.isPresent()) {
            return lanes().tryJoin(shared.get()) && joined.add(step);
        }
        return step.step()
                .lane()
                .map(lane -> lanes().tryEnter(lane, this, time))
                .orElse(true);
    }

    private Lanes lanes() {
        return terms.memory().lanes();
    }

    private Optional<CloudFailure> objection(StepProgress step) {
        if (stopped.isPresent()) {
            CloudFailure why = stopped.get();
            return Optional.of(notSent(why.kind(), step, "the cloud refuses requests: " + why.text()));
        }
        if (step.step()
                .lane()
                .filter(lane -> isUncertain(lane) || lanes().isShut(lane, time))
                .isPresent()) {
            return Optional.of(notSent(Kind.HELD_BACK, step, "the step before it may still be under way"));
        }
        if (!permission.holds()) {
            return Optional.of(notSent(Kind.HELD_BACK, step, "this node is no longer master"));
        }
        return Optional.empty();
    }

    private boolean isUncertain(String lane) {
        return steps.stream()
                .filter(s -> s.step().lane().equals(Optional.of(lane)))
                .anyMatch(StepProgress::isUnknown);
    }

    private static CloudFailure notSent(Kind kind, StepProgress step, String why) {
        return new CloudFailure(kind, step.step().command() + " was not sent: " + why);
    }

    private Turn<StageOutcome> send(StepProgress step, long now) {
        Map<String, String> parameters = new HashMap<>(step.step().parameters());
        step.name().ifPresent(name -> parameters.put("customjobid", name));
        ApiCall call = terms.calls()
                .write(
                        step.step().command(),
                        parameters,
                        step.step().readTimeout().orElse(Duration.ZERO),
                        deadline,
                        now);
        step.sent();
        anySent = true;
        return send(call, (answer, then) -> submitted(step, answer, then));
    }

    private Turn<StageOutcome> send(ApiCall call, OnAnswer then) {
        underWay.put(++numbers, then);
        return new Turn.Send<>(numbers, call);
    }

    private void submitted(StepProgress step, ApiAnswer answer, long now) {
        Reply reply = Reply.to(step.step().command(), answer);
        boolean first = steps.stream().noneMatch(StepProgress::isPending);
        step.submitted(reply, terms.jobTimeout(), now);
        noteEnd(step, now);
        note(reply);
        if (step.isPending()) {
            polling.began(first || step.step().lane().isPresent(), now);
        }
        // Whatever else is sent now would be refused as well, and a throttled account is not helped by trying.
        if (reply instanceof Reply.Refused refused
                && (refused.failure().kind() == Kind.THROTTLED
                        || refused.failure().kind() == Kind.AUTHENTICATION)) {
            stopped = stopped.or(() -> Optional.of(refused.failure()));
        }
    }

    private void noteEnd(StepProgress step, long now) {
        step.outcome().ifPresent(end -> {
            long later = now + terms.jobTimeout().toNanos();
            terms.memory().ended(step.step(), end, later);
            step.step().lane().ifPresent(lane -> leave(lane, step, now));
            step.step().sharedLane().filter(lane -> joined.remove(step)).ifPresent(lanes()::part);
            if (!step.isUnknown()) {
                steps.forEach(other -> other.moreTime(later));
            }
        });
    }

    private void leave(String lane, StepProgress step, long now) {
        if (step.mayStillRun()) {
            lanes().shut(lane, this, step.step(), now);
        } else {
            lanes().leave(lane, this);
        }
    }

    // --- polls

    private boolean beginPoll(long now) {
        List<StepProgress> pending =
                steps.stream().filter(StepProgress::isPending).toList();
        Optional<Polling.Question> question = polling.next(pending, now);
        if (question.isEmpty()) {
            return false;
        }
        if (question.get() instanceof Polling.OneJob one) {
            talk = new Talk<>(terms.job(one.step().job(), deadline), reply -> jobAnswered(one.step(), reply, now));
        } else {
            talk = new Talk<>(terms.rules(deadline), rules -> rulesAnswered(pending, rules, now));
        }
        return true;
    }

    private void note(Reply reply) {
        if (reply instanceof Reply.Lost lost) {
            permission.trouble(lost.failure());
        } else if (reply instanceof Reply.Refused refused && refused.failure().kind() == Kind.THROTTLED) {
            polling.throttled();
        }
    }

    private void jobAnswered(StepProgress step, Reply reply, long asked) {
        note(reply);
        step.jobAnswered(reply, asked);
        noteEnd(step, asked);
        polling.answered(step);
    }

    private void rulesAnswered(List<StepProgress> pending, StageTerms.Rules answer, long asked) {
        if (answer.failure().isPresent()) {
            Reply failure = answer.failure().get();
            note(failure);
            boolean passing = !(failure instanceof Reply.Refused refused) || StepProgress.isPassing(refused.failure());
            polling.notListed(passing);
            return;
        }
        Map<String, ForwardingRule> rules =
                answer.rules().stream().collect(Collectors.toMap(ForwardingRule::id, Function.identity()));
        long before = ended(pending);
        pending.stream().filter(StepProgress::showsInRules).forEach(step -> {
            step.listed(rules);
            noteEnd(step, asked);
        });
        polling.listed(ended(pending) > before);
        if (allEnded()) {
            rulesAtTheEnd = Optional.of(answer.rules());
        }
    }

    private static long ended(List<StepProgress> steps) {
        return steps.stream().filter(StepProgress::hasEnded).count();
    }

    // --- the read at the end

    private void beginReading() {
        if (!anySent) {
            end(new Observation.Unseen(whyNothingWasSent()));
            return;
        }
        Set<Touch> touched = EnumSet.noneOf(Touch.class);
        steps.forEach(step -> touched.addAll(step.step().touches()));
        if (rulesAtTheEnd.isPresent() && touched.remove(Touch.RULES)) {
            terms.keep(rulesAtTheEnd.get());
        }
        talk = new Talk<>(terms.read(touched, deadline), this::end);
    }

    private CloudFailure whyNothingWasSent() {
        return ((StepOutcome.Refused) steps.get(0).outcome().orElseThrow()).failure();
    }

    private void end(Observation after) {
        List<StepOutcome> outcomes = new ArrayList<>();
        steps.forEach(step -> outcomes.add(step.outcome().orElseThrow()));
        outcome = new StageOutcome(outcomes, after);
        terms.memory().handover().over(this);
    }

    @Override
    public void answered(int number, ApiAnswer answer, long now) {
        time = now;
        OnAnswer then = underWay.remove(number);
        if (then == null) {
            throw new IllegalStateException("no call " + number + " is under way");
        }
        then.answered(answer, now);
    }

    @Override
    public StageOutcome abandoned(CloudFailure why) {
        if (outcome == null) {
            steps.forEach(step -> breakOff(step, why));
            end(new Observation.Unseen(why));
        }
        return outcome;
    }

    private void breakOff(StepProgress step, CloudFailure why) {
        boolean sent = !step.isWaiting() && !step.hasEnded();
        step.breakOff(why);
        if (sent) {
            noteEnd(step, time);
        }
    }

    /**
     * A conversation beside the writes: a poll, or the read at the end. Its calls go one after the other.
     *
     * @param <T> its result
     */
    private final class Talk<T> {
        private final CallSequence<T> conversation;
        private final Consumer<T> ending;
        private boolean asked;

        Talk(CallSequence<T> conversation, Consumer<T> ending) {
            this.conversation = conversation;
            this.ending = ending;
        }

        Optional<Turn<StageOutcome>> turn(long now) {
            if (asked || underWay.size() >= UNDER_WAY_AT_MOST) {
                return Optional.of(waitUntil(Long.MAX_VALUE));
            }
            org.vipagent.cloud.cloudstack.api.Turn<T> turn = conversation.turn(now);
            if (turn instanceof org.vipagent.cloud.cloudstack.api.Turn.Call<T> call) {
                asked = true;
                return Optional.of(send(call.call(), (answer, then) -> {
                    asked = false;
                    conversation.answered(answer, then);
                }));
            }
            if (turn instanceof org.vipagent.cloud.cloudstack.api.Turn.Pause<T> pause) {
                return Optional.of(waitUntil(pause.until()));
            }
            talk = null;
            ending.accept(((org.vipagent.cloud.cloudstack.api.Turn.Finished<T>) turn).result());
            return Optional.empty();
        }
    }
}
