package org.vipagent.cloud.cloudstack;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.cloudstack.api.Answers;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.cloud.cloudstack.api.Job;
import org.vipagent.cloud.cloudstack.api.Reply;
import org.vipagent.cloud.cloudstack.api.UnreadableAnswerException;

/** How far one step of a stage is: waiting, sent, its job under way, ended. Decided by status codes and lists alone. */
final class StepProgress {
    private sealed interface Stand {}

    private record Waiting() implements Stand {}

    private record Sent() implements Stand {}

    /**
     * Its job is under way, or may be.
     *
     * @param job the job's id: that of the answer, or the name that we gave it
     * @param object the id of what the command made, where it made something
     * @param loss why there was no answer to the command, if there was none
     * @param denials how often the server did not know the job
     */
    private record Pending(String job, Optional<String> object, Optional<CloudFailure> loss, int denials)
            implements Stand {}

    private record Ended(StepOutcome outcome) implements Stand {}

    private static final int DENIALS_THAT_COUNT = 2;

    private final CloudStackStep step;
    private final JobNames names;
    private final Optional<String> name;
    private Stand stand = new Waiting();
    private long endsAt;
    private long askedAt;

    StepProgress(CloudStackStep step, JobNames names) {
        this.step = step;
        this.names = names;
        this.name = step.isSynchronous() ? Optional.empty() : names.fresh();
    }

    CloudStackStep step() {
        return step;
    }

    /** The name that its job is to get. */
    Optional<String> name() {
        return name;
    }

    boolean isWaiting() {
        return stand instanceof Waiting;
    }

    /** Whether its command is under way to the server, or the answer on its way back. */
    boolean isSent() {
        return stand instanceof Sent;
    }

    boolean isPending() {
        return stand instanceof Pending;
    }

    boolean hasEnded() {
        return stand instanceof Ended;
    }

    /** What became of it; empty as long as it has not ended. */
    Optional<StepOutcome> outcome() {
        return stand instanceof Ended ended ? Optional.of(ended.outcome()) : Optional.empty();
    }

    /** Whether it ended without anybody knowing how. */
    boolean isUnknown() {
        return outcome().filter(StepOutcome.Unknown.class::isInstance).isPresent();
    }

    /** Whether it was given up although its job may still be running. */
    boolean mayStillRun() {
        return outcome().filter(StepProgress::mayStillRun).isPresent();
    }

    /** Whether a step of which no more is known may still be at work: the server does not say that its job has ended. */
    static boolean mayStillRun(StepOutcome outcome) {
        return outcome instanceof StepOutcome.Unknown unknown
                && unknown.failure().kind() != Kind.JOB_FAILED;
    }

    void sent() {
        stand = new Sent();
    }

    void end(StepOutcome outcome) {
        stand = new Ended(outcome);
    }

    void refuse(CloudFailure why) {
        end(new StepOutcome.Refused(why));
    }

    /** The stage is broken off. */
    void breakOff(CloudFailure why) {
        if (stand instanceof Waiting) {
            refuse(why);
        } else if (stand instanceof Pending && why.kind() == Kind.TIMEOUT) {
            end(new StepOutcome.Unknown(jobTimeout()));
        } else if (!hasEnded()) {
            end(new StepOutcome.Unknown(why));
        }
    }

    /** The reply to the write itself. */
    void submitted(Reply reply, Duration jobTimeout, long now) {
        endsAt = now + jobTimeout.toNanos();
        askedAt = now;
        if (reply instanceof Reply.Refused refused) {
            refuse(refused.failure());
        } else if (reply instanceof Reply.Lost lost) {
            lost(lost);
        } else if (reply instanceof Reply.Accepted accepted) {
            accepted(accepted);
        }
    }

    private void accepted(Reply.Accepted accepted) {
        Optional<String> job = Answers.text(accepted.content(), "jobid");
        if (job.isPresent()) {
            name.ifPresent(wanted -> names.answered(wanted, job.get()));
            Optional<String> object = Answers.text(accepted.content(), "id");
            stand = step.awaited()
                    ? new Pending(job.get(), object, Optional.empty(), 0)
                    : new Ended(new StepOutcome.Done());
        } else if (!step.isSynchronous()) {
            lost(new Reply.Lost(new CloudFailure(Kind.PROTOCOL, step.command() + " was accepted without a job"), true));
        } else {
            boolean success = Answers.text(accepted.content(), "success")
                    .filter("true"::equalsIgnoreCase)
                    .isPresent();
            String text = step.command() + " was answered without success";
            end(success ? new StepOutcome.Done() : new StepOutcome.Unknown(new CloudFailure(Kind.PROTOCOL, text)));
        }
    }

    private void lost(Reply.Lost lost) {
        if (!lost.maybeDone()) {
            refuse(lost.failure());
        } else if (name.isPresent()) {
            stand = new Pending(name.get(), Optional.empty(), Optional.of(lost.failure()), 0);
        } else {
            end(new StepOutcome.Unknown(lost.failure()));
        }
    }

    /** The job to ask for; only while it is pending. */
    String job() {
        return pending().job();
    }

    /** When its job was asked for the last time, or was accepted. */
    long askedAt() {
        return askedAt;
    }

    /** Another job of the stage has ended: where the server takes them one by one, this one waited for that. */
    void moreTime(long until) {
        endsAt = Math.max(endsAt, until);
    }

    /** When there is no more waiting for its job. */
    long endsAt() {
        return endsAt;
    }

    /**
     * The reply to the question for its job.
     *
     * @param asked when the question was sent
     */
    void jobAnswered(Reply reply, long asked) {
        Pending pending = pending();
        askedAt = asked;
        try {
            if (reply instanceof Reply.Accepted accepted) {
                known(pending, Answers.job(accepted.content()));
            } else if (reply instanceof Reply.Refused refused && !isPassing(refused.failure())) {
                denied(pending, refused.failure());
            }
        } catch (UnreadableAnswerException e) {
            String text = "the question for the job of " + step.command() + " was answered with " + e.getMessage();
            end(new StepOutcome.Unknown(new CloudFailure(Kind.PROTOCOL, text)));
        }
        if (isPending() && asked >= endsAt) {
            end(new StepOutcome.Unknown(pending.loss().orElseGet(this::jobTimeout)));
        }
    }

    /** Whether the failure says nothing of the job, and the next question may be answered. */
    static boolean isPassing(CloudFailure failure) {
        return failure.kind() == Kind.THROTTLED || failure.kind() == Kind.SERVER;
    }

    private void known(Pending pending, Job state) {
        if (pending.loss().isPresent()) {
            names.answered(pending.job(), pending.job());
        }
        boolean arrived = state instanceof Job.Pending && !step.awaited();
        if (state instanceof Job.Succeeded || arrived) {
            end(new StepOutcome.Done());
        } else if (state instanceof Job.Failed failed) {
            refuse(jobFailed("failed: " + failed.text()));
        } else if (state instanceof Job.Vanished) {
            end(new StepOutcome.Unknown(jobFailed("ended without saying how")));
        }
    }

    // A write that timed out may be on its way in still; so one denial is not enough to say that it never came.
    private void denied(Pending pending, CloudFailure why) {
        if (pending.loss().isEmpty()) {
            end(new StepOutcome.Unknown(why));
        } else if (pending.denials() + 1 < DENIALS_THAT_COUNT) {
            stand = new Pending(pending.job(), pending.object(), pending.loss(), pending.denials() + 1);
        } else if (why.kind() == Kind.REFUSED && names.areTaken()) {
            CloudFailure loss = pending.loss().get();
            refuse(new CloudFailure(loss.kind(), loss.text() + "; the cloud knows of no such job"));
        } else {
            end(new StepOutcome.Unknown(pending.loss().get()));
        }
    }

    /** Whether a list of the rules shows its end. */
    boolean showsInRules() {
        boolean known = stand instanceof Pending pending && pending.loss().isEmpty();
        return known
                && (step instanceof CloudStackStep.DeleteRule
                        || step instanceof CloudStackStep.UpdateRule
                        || (step instanceof CloudStackStep.CreateRule
                                && pending().object().isPresent()));
    }

    /** What a list of all rules shows of it; ends it if it is done. Whether it failed, only its job says. */
    void listed(Map<String, ForwardingRule> rules) {
        if (isDoneIn(rules)) {
            end(new StepOutcome.Done());
        }
    }

    private boolean isDoneIn(Map<String, ForwardingRule> rules) {
        if (step instanceof CloudStackStep.DeleteRule delete) {
            return !rules.containsKey(delete.ruleId());
        }
        if (step instanceof CloudStackStep.UpdateRule update) {
            ForwardingRule rule = rules.get(update.ruleId());
            return rule != null
                    && rule.isActive()
                    && rule.machineId().equals(update.machineId())
                    && rule.guestIp().equals(Optional.of(update.guestIp()));
        }
        return pending()
                .object()
                .map(rules::get)
                .filter(ForwardingRule::isActive)
                .isPresent();
    }

    private Pending pending() {
        if (stand instanceof Pending pending) {
            return pending;
        }
        throw new IllegalStateException("no job of " + step.command() + " is under way");
    }

    private CloudFailure jobFailed(String how) {
        return new CloudFailure(Kind.JOB_FAILED, "the job of " + step.command() + " " + how);
    }

    private CloudFailure jobTimeout() {
        return new CloudFailure(Kind.JOB_TIMEOUT, "the job of " + step.command() + " did not end in time");
    }
}
