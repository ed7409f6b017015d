package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.CallSequence;
import org.vipagent.cloud.cloudstack.api.Turn;
import org.vipagent.net.IpAddress;

class StepRunTest {
    private static final Step STEP = new CloudStackStep.AddAddress("nic-1", IpAddress.parse("10.5.0.100"), "LB");
    private static final long MILLI = 1_000_000;

    private final CloudStackCalls calls = new CloudStackCalls(Situation.node(Profile.CLOUDSTACK, Optional.empty()));
    private long now;

    private CallSequence<StepOutcome> run(Deadline deadline) {
        return calls.execute(STEP, deadline);
    }

    private CallSequence<StepOutcome> submitted(Deadline deadline) {
        CallSequence<StepOutcome> run = run(deadline);
        Turn.Call<StepOutcome> call = (Turn.Call<StepOutcome>) run.turn(now);
        assertThat(call.call().command()).isEqualTo("addIpToNic");
        assertThat(call.call().write()).isTrue();
        run.answered(replied("{\"jobid\":\"j\"}"), now);
        return run;
    }

    private static ApiAnswer replied(String content) {
        return new ApiAnswer.Replied(200, "{\"x\":" + content + "}");
    }

    private static ApiAnswer none(boolean maybeSent) {
        return new ApiAnswer.NoReply(new CloudFailure(Kind.TIMEOUT, "no answer"), maybeSent);
    }

    /** Answers each poll in turn, the last one again and again; returns when they were asked, in milliseconds. */
    private List<Long> poll(CallSequence<StepOutcome> run, ApiAnswer... answers) {
        List<Long> asked = new ArrayList<>();
        while (true) {
            Turn<StepOutcome> turn = run.turn(now);
            if (turn instanceof Turn.Finished) {
                return asked;
            } else if (turn instanceof Turn.Pause<StepOutcome> pause) {
                now = pause.until();
            } else if (turn instanceof Turn.Call<StepOutcome> call) {
                assertThat(call.call().command()).isEqualTo("queryAsyncJobResult");
                assertThat(call.call().write()).isFalse();
                asked.add(now / MILLI);
                run.answered(answers[Math.min(asked.size(), answers.length) - 1], now);
            }
        }
    }

    private StepOutcome result(CallSequence<StepOutcome> run) {
        return ((Turn.Finished<StepOutcome>) run.turn(now)).result();
    }

    private static Deadline after(Duration duration) {
        return new Deadline(duration.toNanos());
    }

    @Test
    void pollsLessAndLessOften() {
        CallSequence<StepOutcome> run = submitted(Situation.NEVER);
        ApiAnswer pending = replied("{\"jobstatus\":0}");

        List<Long> asked = poll(
                run,
                pending,
                pending,
                pending,
                pending,
                pending,
                pending,
                pending,
                pending,
                replied("{\"jobstatus\":1}"));

        assertThat(asked).containsExactly(250L, 625L, 1187L, 2031L, 3296L, 5195L, 7195L, 9195L, 11195L);
        assertThat(result(run)).isEqualTo(new StepOutcome.Done());
    }

    @Test
    void neverSendsAWriteAgain() {
        CallSequence<StepOutcome> lost = run(Situation.NEVER);
        lost.turn(now);
        lost.answered(none(true), now);
        assertThat(result(lost)).isInstanceOf(StepOutcome.Unknown.class);

        CallSequence<StepOutcome> unsent = run(Situation.NEVER);
        unsent.turn(now);
        unsent.answered(none(false), now);
        assertThat(result(unsent)).isInstanceOf(StepOutcome.Refused.class);
    }

    @Test
    void aJobThatDoesNotEndIsUnknown() {
        CallSequence<StepOutcome> run = submitted(Situation.NEVER);

        List<Long> asked = poll(run, replied("{\"jobstatus\":0}"));

        assertUnknown(run, Kind.JOB_TIMEOUT);
        assertThat(asked.get(asked.size() - 1)).isBetween(118_000L, 120_000L);
    }

    @Test
    void theDeadlineEndsTheWaitForAJobToo() {
        CallSequence<StepOutcome> run = submitted(after(Duration.ofSeconds(5)));

        poll(run, replied("{\"jobstatus\":0}"));

        assertThat(now).isEqualTo(Duration.ofSeconds(5).toNanos());
        assertUnknown(run, Kind.JOB_TIMEOUT);
    }

    @Test
    void aPollWithoutAnAnswerIsAskedAgain() {
        CallSequence<StepOutcome> run = submitted(Situation.NEVER);

        List<Long> asked = poll(
                run,
                none(true),
                new ApiAnswer.Replied(429, "{\"x\":{\"errorcode\":429}}"),
                new ApiAnswer.Replied(503, ""),
                replied("{\"jobstatus\":1}"));

        assertThat(asked).hasSize(4);
        assertThat(result(run)).isEqualTo(new StepOutcome.Done());
    }

    @Test
    void aJobThatTheServerDoesNotKnowIsUnknown() {
        CallSequence<StepOutcome> run = submitted(Situation.NEVER);

        poll(run, new ApiAnswer.Replied(431, "{\"x\":{\"errorcode\":431}}"));

        assertUnknown(run, Kind.REFUSED);
    }

    @Test
    void aJobThatVanishedInACrashIsUnknown() {
        CallSequence<StepOutcome> run = submitted(Situation.NEVER);

        poll(run, replied("{\"jobstatus\":2,\"jobresultcode\":530}"));

        assertUnknown(run, Kind.JOB_FAILED);
    }

    @Test
    void aJobThatCannotBeReadIsUnknown() {
        CallSequence<StepOutcome> run = submitted(Situation.NEVER);

        poll(run, replied("{\"jobstatus\":\"maybe\"}"));

        assertUnknown(run, Kind.PROTOCOL);
    }

    @Test
    void breakingOffIsHarmlessOnlyBeforeTheCommandWasHandedOut() {
        CloudFailure why = new CloudFailure(Kind.HELD_BACK, "closing");
        CallSequence<StepOutcome> run = run(Situation.NEVER);

        assertThat(run.abandoned(why)).isEqualTo(new StepOutcome.Refused(why));
        run.turn(now);
        assertThat(run.abandoned(why)).isEqualTo(new StepOutcome.Unknown(why));
    }

    @Test
    void aRequestIsNotAwaitedBeyondTheDeadline() {
        CallSequence<StepOutcome> run = run(after(Duration.ofSeconds(3)));

        Turn.Call<StepOutcome> call =
                (Turn.Call<StepOutcome>) run.turn(Duration.ofSeconds(1).toNanos());
        assertThat(call.call().readTimeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void theStepOfAnotherAdapterIsABug() {
        Step foreign = new Step() {
            @Override
            public String describe() {
                return "x";
            }

            @Override
            public boolean interrupts() {
                return false;
            }

            @Override
            public boolean destroys() {
                return false;
            }
        };
        assertThatThrownBy(() -> calls.execute(foreign, Situation.NEVER)).isInstanceOf(IllegalArgumentException.class);
    }

    private void assertUnknown(CallSequence<StepOutcome> run, Kind kind) {
        assertThat(result(run)).isInstanceOf(StepOutcome.Unknown.class);
        assertThat(((StepOutcome.Unknown) result(run)).failure().kind()).isEqualTo(kind);
    }
}
