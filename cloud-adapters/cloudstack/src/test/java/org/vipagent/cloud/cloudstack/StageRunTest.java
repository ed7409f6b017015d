package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vipagent.cloud.cloudstack.StageBench.assertRefused;
import static org.vipagent.cloud.cloudstack.StageBench.assertUnknown;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Permission;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.cloudstack.api.CallBundle;

class StageRunTest {
    private final StageBench bench = new StageBench();
    private final JobCloud cloud = bench.cloud;
    private final StagePlayer player = bench.player;

    private Stage deletes(int count) {
        for (int i = 0; i < count; i++) {
            cloud.rule("r" + i, 1000 + i, "vm-0", "10.5.0.100", "Active");
        }
        return Steps.stage(count, i -> Steps.delete("r" + i));
    }

    @Test
    void writesGoSideBySideButNotMoreThanEight() {
        StageOutcome outcome = bench.run(deletes(20));

        assertThat(outcome.allDone()).isTrue();
        assertThat(outcome.steps()).hasSize(20);
        assertThat(player.mostAtOnce).isEqualTo(8);
        assertThat(player.times("deletePortForwardingRule"))
                .filteredOn(at -> at == 0)
                .hasSize(8);
    }

    @Test
    void twoStagesOfAMoveTakeTwoJobsNotTwiceAsManyAsThereAreRules() {
        bench.run(deletes(3));
        bench.run(Steps.stage(3, i -> Steps.create(1000 + i)));

        assertThat(cloud.rules).hasSize(3);
        // Two jobs of 700 ms, and less than a second for calls and polls; one by one it would be 6 x 0.74 s.
        assertThat(player.now / StagePlayer.MILLI).isLessThan(2 * 700 + 1000);
    }

    @Test
    void updatesOfOnePublicAddressGoOneAfterTheOtherTheirJobsIncluded() {
        for (int i = 0; i < 4; i++) {
            cloud.rule("r" + i, 1000 + i, "vm-0", "10.5.0.133", "Active");
        }

        StageOutcome outcome = bench.run(Steps.stage(4, i -> Steps.update("r" + i, i < 3 ? "ip-1" : "ip-2")));

        assertThat(outcome.allDone()).isTrue();
        List<Long> times = player.times("updatePortForwardingRule");
        assertThat(times.subList(0, 2)).containsExactly(0L, 0L);
        assertThat(times.get(2)).isGreaterThanOrEqualTo(740);
        assertThat(times.get(3) - times.get(2)).isGreaterThanOrEqualTo(740);
        assertThat(cloud.rules.values())
                .allMatch(r -> r.path("virtualmachineid").asText().equals("vm-1"));
    }

    @Test
    void anUpdateIsHeldBackWhereTheOneBeforeItMayStillBeUnderWay() {
        cloud.rule("r0", 1000, "vm-0", "10.5.0.133", "Active");
        cloud.rule("r1", 1001, "vm-0", "10.5.0.133", "Active");
        cloud.faults.put("updatePortForwardingRule", JobCloud.Fault.JOB_HANGS);

        StageOutcome outcome = bench.run(Steps.stage(Steps.update("r0", "ip-1"), Steps.update("r1", "ip-1")));

        assertUnknown(outcome.steps().get(0), Kind.JOB_TIMEOUT);
        assertRefused(outcome.steps().get(1), Kind.HELD_BACK);
        assertThat(player.count("updatePortForwardingRule")).isEqualTo(1);
    }

    @Test
    void aLaneThatAnotherInstanceUsesIsAwaited() {
        cloud.rule("r0", 1000, "vm-0", "10.5.0.133", "Active");
        cloud.rule("r1", 1001, "vm-0", "10.5.0.133", "Active");
        CallBundle<StageOutcome> first = bench.begin(Steps.stage(Steps.update("r0", "ip-1")));
        CallBundle<StageOutcome> second = bench.begin(Steps.stage(Steps.update("r1", "ip-1")));

        assertThat(first.turn(0)).isInstanceOf(CallBundle.Turn.Send.class);
        CallBundle.Turn<StageOutcome> waits = second.turn(0);
        assertThat(waits).isInstanceOf(CallBundle.Turn.Wait.class);
        first.answered(1, JobCloud.error(431), 1);

        long later = ((CallBundle.Turn.Wait<StageOutcome>) waits).until();
        assertThat(second.turn(later)).isInstanceOf(CallBundle.Turn.Send.class);
    }

    @Test
    void aNodeThatIsMasterNoLongerSendsNoMoreWrites() {
        Permission untilTheThird = () -> player.count("deletePortForwardingRule") < 3;
        CallBundle<StageOutcome> stage = bench.calls.execute(bench.claims, deletes(5), untilTheThird, StageBench.NEVER);

        StageOutcome outcome = player.play(stage);

        assertThat(player.count("deletePortForwardingRule")).isEqualTo(3);
        outcome.steps().subList(0, 3).forEach(step -> assertUnknown(step, Kind.HELD_BACK));
        outcome.steps().subList(3, 5).forEach(step -> assertRefused(step, Kind.HELD_BACK));
    }

    @Test
    void aNodeThatIsMasterNoLongerDoesNotAwaitItsJobsSoThatItsNextMastershipDoesNotWaitForThem() {
        long lostAt = Duration.ofSeconds(5).toNanos();
        cloud.faults.put("deletePortForwardingRule", JobCloud.Fault.JOB_HANGS);

        StageOutcome outcome =
                player.play(bench.calls.execute(bench.claims, deletes(1), () -> player.now < lostAt, StageBench.NEVER));

        assertUnknown(outcome.steps().get(0), Kind.HELD_BACK);
        assertThat(((Observation.Unseen) outcome.after()).failure().kind()).isEqualTo(Kind.HELD_BACK);
        assertThat(player.now).isBetween(lostAt, lostAt + Duration.ofMillis(250).toNanos());
    }

    @Test
    void aNodeThatIsMasterNoLongerAwaitsTheAnswerToWhatItHasSentButReadsNothingMore() {
        cloud.callMillis = 3_000;

        StageOutcome outcome = player.play(
                bench.calls.execute(bench.claims, Steps.stage(Steps.add()), () -> player.now == 0, StageBench.NEVER));

        assertThat(outcome.steps()).containsExactly(new StepOutcome.Done());
        assertThat(player.commands()).containsExactly("addIpToNic");
    }

    @Test
    void aNodeThatWasNeverAllowedToWriteSendsNothingAtAll() {
        StageOutcome outcome =
                player.play(bench.calls.execute(bench.claims, deletes(2), () -> false, StageBench.NEVER));

        assertThat(player.sent).isEmpty();
        assertThat(((Observation.Unseen) outcome.after()).failure().kind()).isEqualTo(Kind.HELD_BACK);
    }

    @Test
    void readsAgainOnlyWhatWasTouched() {
        bench.look();

        StageOutcome outcome = bench.run(deletes(1));

        assertThat(outcome.after()).isInstanceOf(Observation.Seen.class);
        assertThat(player.commands())
                .containsOnly("deletePortForwardingRule", "queryAsyncJobResult", "listPortForwardingRules");
        assertThat(player.count("listPortForwardingRules")).isEqualTo(1);
    }

    @Test
    void theListThatShowedTheEndIsTheReadAtTheEnd() {
        bench.look();

        StageOutcome outcome = bench.run(deletes(3));

        assertThat(outcome.after()).isInstanceOf(Observation.Seen.class);
        List<String> commands = player.commands();
        int last = commands.lastIndexOf("listPortForwardingRules");
        assertThat(last).isEqualTo(commands.size() - 1);
        // Everything ends at 740 ms; only the poll after that shows it, and nothing is asked a second time then.
        assertThat(player.times("listPortForwardingRules"))
                .filteredOn(at -> at >= 740)
                .hasSize(1);
        assertThat(((CloudStackView) ((Observation.Seen) outcome.after()).view())
                        .lists()
                        .rules())
                .isEmpty();
    }

    @Test
    void aReadThatFailsLeavesTheOutcomesAsTheyAre() {
        bench.look();
        cloud.refusals.put("listVirtualMachines", 530);

        StageOutcome outcome = bench.run(Steps.stage(Steps.add()));

        assertThat(outcome.allDone()).isTrue();
        assertThat(((Observation.Unseen) outcome.after()).failure().kind()).isEqualTo(Kind.SERVER);
    }

    @Test
    void anAddressWithoutSecurityGroupsIsThereWithTheAnswer() {
        bench.run(Steps.stage(Steps.add()));

        assertThat(player.commands()).doesNotContain("queryAsyncJobResult");
        assertThat(bench.run(Steps.addFiltered())).isEqualTo(new StepOutcome.Done());
        assertThat(player.commands()).contains("queryAsyncJobResult");
    }

    @Test
    void staticNatMayTakeLongAndHasNoJob() {
        cloud.jobMillis = 45_000;

        StepOutcome outcome = bench.run(Steps.enableStaticNat());

        assertThat(outcome).isEqualTo(new StepOutcome.Done());
        assertThat(player.sent.get(0).call().readTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(player.sent.get(0).call().parameters()).doesNotContainKey("customjobid");
        assertThat(player.commands()).doesNotContain("queryAsyncJobResult");
    }

    @Test
    void eachWriteCarriesANameForItsJob() {
        bench.run(deletes(3));

        assertThat(player.sent.stream()
                        .filter(s -> s.call().write())
                        .map(s -> s.call().parameters().get("customjobid"))
                        .filter(Objects::nonNull)
                        .distinct())
                .hasSize(3);
    }

    @Test
    void aServerThatTakesNoNamesIsNotGivenAny() {
        cloud.takesJobNames = false;

        bench.run(deletes(1));
        bench.run(Steps.create(80));

        assertThat(player.sent.stream()
                        .filter(s -> s.call().write())
                        .filter(s -> s.call().parameters().containsKey("customjobid")))
                .hasSize(1);
    }

    @Test
    void nothingIsSentAfterTheDeadlineAndNothingIsAwaitedBeyondIt() {
        long five = Duration.ofSeconds(5).toNanos();
        cloud.faults.put("deletePortForwardingRule", JobCloud.Fault.JOB_HANGS);
        CallBundle<StageOutcome> stage =
                bench.calls.execute(bench.claims, deletes(1), StageBench.MASTER, new Deadline(five));

        StageOutcome outcome = player.play(stage);

        assertThat(player.now).isEqualTo(five);
        assertUnknown(outcome.steps().get(0), Kind.JOB_TIMEOUT);
        assertThat(outcome.after()).isInstanceOf(Observation.Unseen.class);

        StageOutcome late =
                player.play(bench.calls.execute(bench.claims, deletes(1), StageBench.MASTER, new Deadline(five)));
        assertRefused(late.steps().get(0), Kind.TIMEOUT);
    }

    @Test
    void aRequestIsNotAwaitedBeyondTheDeadline() {
        CallBundle<StageOutcome> stage = bench.calls.execute(
                bench.claims,
                deletes(1),
                StageBench.MASTER,
                new Deadline(Duration.ofSeconds(3).toNanos()));

        CallBundle.Turn.Send<StageOutcome> send = (CallBundle.Turn.Send<StageOutcome>)
                stage.turn(Duration.ofSeconds(1).toNanos());
        assertThat(send.call().readTimeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void breakingOffIsHarmlessOnlyForWhatWasNotSent() {
        CloudFailure why = new CloudFailure(Kind.HELD_BACK, "closing");
        CallBundle<StageOutcome> stage = bench.begin(deletes(2));
        stage.turn(0);

        StageOutcome outcome = stage.abandoned(why);

        assertThat(outcome.steps()).containsExactly(new StepOutcome.Unknown(why), new StepOutcome.Refused(why));
        assertThat(outcome.after()).isEqualTo(new Observation.Unseen(why));
    }

    @Test
    void anAnswerToNothingIsABug() {
        CallBundle<StageOutcome> stage = bench.begin(deletes(1));

        assertThatThrownBy(() -> stage.answered(1, JobCloud.error(530), 0)).isInstanceOf(IllegalStateException.class);
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
        assertThatThrownBy(() -> bench.begin(Steps.stage(foreign))).isInstanceOf(IllegalArgumentException.class);
    }
}
