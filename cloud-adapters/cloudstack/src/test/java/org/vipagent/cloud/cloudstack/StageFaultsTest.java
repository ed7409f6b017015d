package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.cloud.cloudstack.StageBench.assertRefused;
import static org.vipagent.cloud.cloudstack.StageBench.assertUnknown;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;

/** What each fault makes of each write. Every write is sent exactly once, whatever happens. */
class StageFaultsTest {
    private final StageBench bench = new StageBench();
    private final JobCloud cloud = bench.cloud;
    private final StagePlayer player = bench.player;

    static List<CloudStackStep> writes() {
        return List.of(
                Steps.create(80),
                Steps.delete("r0"),
                Steps.update("r0", "ip-1"),
                Steps.add(),
                Steps.addFiltered(),
                Steps.remove(),
                Steps.disableStaticNat(),
                Steps.enableStaticNat());
    }

    private StepOutcome run(CloudStackStep step) {
        cloud.rule("r0", 1000, "vm-0", "10.5.0.133", "Active");
        StepOutcome outcome = bench.run(step);
        assertThat(player.count(step.command())).isEqualTo(1);
        return outcome;
    }

    static Stream<Arguments> refusals() {
        List<Arguments> all = new ArrayList<>();
        for (CloudStackStep step : writes()) {
            all.add(Arguments.of(step, 401, Kind.AUTHENTICATION));
            all.add(Arguments.of(step, 429, Kind.THROTTLED));
            all.add(Arguments.of(step, 431, Kind.REFUSED));
            all.add(Arguments.of(step, 432, Kind.NOT_PERMITTED));
            all.add(Arguments.of(step, 530, Kind.SERVER));
            all.add(Arguments.of(step, 534, Kind.SERVER));
            all.add(Arguments.of(step, 537, Kind.REFUSED));
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refusals")
    void aRefusalIsClassifiedByItsCodeAlone(CloudStackStep step, int code, Kind kind) {
        cloud.refusals.put(step.command(), code);

        assertRefused(run(step), kind);
        assertThat(player.commands()).as("is read back").anyMatch(c -> c.startsWith("list"));
    }

    static Stream<Arguments> faults() {
        List<Arguments> all = new ArrayList<>();
        for (CloudStackStep step : writes()) {
            for (JobCloud.Fault fault : JobCloud.Fault.values()) {
                all.add(Arguments.of(step, fault));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    void aLostAnswerIsAskedAfterByTheNameOfItsJob(CloudStackStep step, JobCloud.Fault fault) {
        bench.learnJobNames();
        cloud.faults.put(step.command(), fault);

        StepOutcome outcome = run(step);

        if (fault == JobCloud.Fault.UNREACHABLE) {
            assertRefused(outcome, Kind.UNREACHABLE);
        } else if (step.isSynchronous()) {
            assertThat(outcome).isInstanceOf(StepOutcome.Unknown.class);
        } else {
            assertFoundOut(step, fault, outcome);
        }
    }

    private void assertFoundOut(CloudStackStep step, JobCloud.Fault fault, StepOutcome outcome) {
        boolean awaited = step.awaited();
        switch (fault) {
            case TIMEOUT_BEFORE -> assertRefused(outcome, Kind.TIMEOUT);
            case CUT_BEFORE -> assertRefused(outcome, Kind.UNREACHABLE);
            case JOB_FAILED -> {
                if (awaited) {
                    assertRefused(outcome, Kind.JOB_FAILED);
                }
            }
            case JOB_VANISHED -> {
                if (awaited) {
                    assertUnknown(outcome, Kind.JOB_FAILED);
                }
            }
            case JOB_HANGS -> {
                if (awaited) {
                    assertUnknown(outcome, Kind.JOB_TIMEOUT);
                }
            }
            default -> assertThat(outcome).isEqualTo(new StepOutcome.Done());
        }
    }

    @ParameterizedTest
    @CsvSource({"TIMEOUT_BEFORE, TIMEOUT", "TIMEOUT_AFTER, TIMEOUT", "CUT_AFTER, UNREACHABLE", "HTML_AFTER, PROTOCOL"})
    void withoutNamesOfJobsALostAnswerIsUnknown(JobCloud.Fault fault, Kind kind) {
        cloud.takesJobNames = false;
        bench.run(Steps.remove());
        cloud.faults.put("createPortForwardingRule", fault);

        assertUnknown(run(Steps.create(80)), kind);
    }

    @Test
    void aServerThatWasNeverSeenToTakeANameIsNotBelievedThatItKnowsNoSuchJob() {
        cloud.faults.put("createPortForwardingRule", JobCloud.Fault.TIMEOUT_BEFORE);

        assertUnknown(run(Steps.create(80)), Kind.TIMEOUT);
    }

    @Test
    void aJobThatIsFoundUnderItsNameIsAwaitedByAServerThatWasNeverSeenToTakeOne() {
        cloud.jobMillis = 15_000;
        cloud.faults.put("createPortForwardingRule", JobCloud.Fault.TIMEOUT_AFTER);

        assertThat(run(Steps.create(80))).isEqualTo(new StepOutcome.Done());
    }

    @Test
    void theStatusSaysWhatWasLostAndThatItNeverArrived() {
        bench.learnJobNames();
        cloud.faults.put("createPortForwardingRule", JobCloud.Fault.CUT_BEFORE);

        StepOutcome outcome = run(Steps.create(80));

        assertThat(((StepOutcome.Refused) outcome).failure().text()).contains("knows of no such job");
        assertThat(player.times("queryAsyncJobResult"))
                .as("it may be on its way still, so one denial is not enough")
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"429, THROTTLED", "401, AUTHENTICATION"})
    void afterARefusalThatMeantTheAccountNoFurtherWriteIsSent(int code, Kind kind) {
        cloud.refusals.put("createPortForwardingRule", code);

        StageOutcome outcome = bench.run(Steps.stage(20, i -> Steps.create(1000 + i)));

        outcome.steps().forEach(step -> assertRefused(step, kind));
        assertThat(player.count("createPortForwardingRule")).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"'', 200", "'<html>Log in</html>', 200", "'{', 200", "'', 502", "'', 503"})
    void aPollWithoutAnAnswerIsAskedAgain(String body, int status) {
        cloud.pollAnswer = new ApiAnswer.Replied(status, body);
        StagePlayer impatient = new StagePlayer((call, now) -> {
            if (cloud.questions.size() == 3) {
                cloud.pollAnswer = null;
            }
            return cloud.answer(call, now);
        });

        StageOutcome outcome = impatient.play(bench.begin(Steps.stage(Steps.remove())));

        assertThat(outcome.allDone()).isTrue();
        assertThat(cloud.questions).hasSize(4);
    }

    @Test
    void aJobThatTheServerDoesNotKnowIsUnknown() {
        cloud.pollAnswer = JobCloud.error(431);

        assertUnknown(run(Steps.remove()), Kind.REFUSED);
    }

    @Test
    void aJobThatCannotBeReadIsUnknown() {
        cloud.pollAnswer = new ApiAnswer.Replied(200, "{\"x\":{\"jobstatus\":\"maybe\"}}");

        assertUnknown(run(Steps.remove()), Kind.PROTOCOL);
    }
}
