package org.vipagent.cloud.cloudstack;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.cloudstack.api.Answers;
import org.vipagent.cloud.cloudstack.api.Job;
import org.vipagent.cloud.cloudstack.api.Move;
import org.vipagent.cloud.cloudstack.api.Reply;

/** One step, as moves of a conversation: the write, once, and then its job until it ends. */
final class StepRun {
    private static final long FIRST_POLL_NANOS = Duration.ofMillis(250).toNanos();
    private static final long SLOWEST_POLL_NANOS = Duration.ofSeconds(2).toNanos();

    private final CloudStackStep step;
    private final Memory memory;
    private final Duration jobTimeout;
    private long jobEndsAt = Long.MAX_VALUE;

    StepRun(CloudStackStep step, Memory memory, Duration jobTimeout) {
        this.step = step;
        this.memory = memory;
        this.jobTimeout = jobTimeout;
    }

    Move<StepOutcome> start() {
        return Move.write(step.command(), step.parameters(), this::submitted);
    }

    StepOutcome brokenOff(CloudFailure why, boolean maybeChanged) {
        if (!maybeChanged) {
            return new StepOutcome.Refused(why);
        }
        boolean awaited = jobEndsAt != Long.MAX_VALUE && why.kind() == Kind.TIMEOUT;
        return new StepOutcome.Unknown(awaited ? jobTimeout() : why);
    }

    private Move<StepOutcome> submitted(Reply reply, long now) {
        if (reply instanceof Reply.Refused refused) {
            forgetIfGone(refused.failure());
            return end(new StepOutcome.Refused(refused.failure()));
        }
        if (reply instanceof Reply.Lost lost) {
            return end(
                    lost.maybeDone()
                            ? new StepOutcome.Unknown(lost.failure())
                            : new StepOutcome.Refused(lost.failure()));
        }
        Optional<String> job = Answers.text(((Reply.Accepted) reply).content(), "jobid");
        if (job.isEmpty()) {
            String text = step.command() + " was accepted without a job";
            return end(new StepOutcome.Unknown(new CloudFailure(Kind.PROTOCOL, text)));
        }
        jobEndsAt = now + jobTimeout.toNanos();
        return pollLater(job.get(), FIRST_POLL_NANOS, now);
    }

    // 431 for an id: nobody has it any more. Without forgetting it a look would report its machine as the holder for
    // ever.
    private void forgetIfGone(CloudFailure failure) {
        if (step instanceof CloudStackStep.RemoveAddress remove && failure.kind() == Kind.REFUSED) {
            memory.gone(remove.secondaryId());
        }
    }

    private Move<StepOutcome> pollLater(String job, long interval, long now) {
        if (now >= jobEndsAt) {
            return end(new StepOutcome.Unknown(jobTimeout()));
        }
        return new Move.Rest<>(
                Math.min(now + interval, jobEndsAt),
                at -> Move.read(
                        "queryAsyncJobResult",
                        Map.of("jobid", job),
                        (reply, then) -> polled(job, interval, reply, then)));
    }

    private Move<StepOutcome> polled(String job, long interval, Reply reply, long now) {
        if (reply instanceof Reply.Accepted accepted) {
            Job state = Answers.job(accepted.content());
            if (!(state instanceof Job.Pending)) {
                return end(outcome(state));
            }
        } else if (reply instanceof Reply.Refused refused
                && !isPassing(refused.failure().kind())) {
            return end(new StepOutcome.Unknown(refused.failure()));
        }
        return pollLater(job, Math.min(interval * 3 / 2, SLOWEST_POLL_NANOS), now);
    }

    private static boolean isPassing(Kind kind) {
        return kind == Kind.THROTTLED || kind == Kind.SERVER;
    }

    private StepOutcome outcome(Job state) {
        if (state instanceof Job.Failed failed) {
            return new StepOutcome.Refused(failure("the job of " + step.command() + " failed: " + failed.text()));
        }
        if (state instanceof Job.Vanished) {
            return new StepOutcome.Unknown(failure("the job of " + step.command() + " ended without saying how"));
        }
        if (step instanceof CloudStackStep.RemoveAddress remove) {
            memory.gone(remove.secondaryId());
        }
        return new StepOutcome.Done();
    }

    private static CloudFailure failure(String text) {
        return new CloudFailure(Kind.JOB_FAILED, text);
    }

    private CloudFailure jobTimeout() {
        return new CloudFailure(Kind.JOB_TIMEOUT, "the job of " + step.command() + " did not end in time");
    }

    private static Move<StepOutcome> end(StepOutcome outcome) {
        return new Move.End<>(outcome);
    }
}
