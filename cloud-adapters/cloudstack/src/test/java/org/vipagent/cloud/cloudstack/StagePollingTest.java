package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.cloud.cloudstack.StageBench.assertRefused;
import static org.vipagent.cloud.cloudstack.StageBench.assertUnknown;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.StepOutcome;

class StagePollingTest {
    private final StageBench bench = new StageBench();
    private final JobCloud cloud = bench.cloud;
    private final StagePlayer player = bench.player;

    @Test
    void aSingleJobIsAskedForLessAndLessOften() {
        cloud.callMillis = 0;
        cloud.jobMillis = 11_000;

        assertThat(bench.run(Steps.remove())).isEqualTo(new StepOutcome.Done());

        assertThat(player.times("queryAsyncJobResult"))
                .containsExactly(250L, 625L, 1187L, 2031L, 3296L, 5195L, 7195L, 9195L, 11195L);
    }

    @Test
    void oneListShowsTheEndOfAHundredJobs() {
        StageOutcome outcome = bench.run(Steps.stage(100, i -> Steps.create(1000 + i)));

        assertThat(outcome.allDone()).isTrue();
        assertThat(player.count("createPortForwardingRule")).isEqualTo(100);
        assertThat(player.count("listPortForwardingRules")).isLessThanOrEqualTo(4);
        assertThat(player.count("queryAsyncJobResult")).isLessThanOrEqualTo(3);
        // 13 times 8 calls of 40 ms, the last job, and what polls take.
        assertThat(player.now / StagePlayer.MILLI).isLessThan(13 * 40 + 700 + 900);
    }

    @Test
    void aHundredJobsThatRunOneByOneAreAskedForEveryTwoSeconds() {
        cloud.oneJobAtATime = true;
        cloud.jobMillis = 2_000;

        StageOutcome outcome = bench.run(Steps.stage(100, i -> Steps.create(1000 + i)));

        // The last one waits 200 s for its turn, longer than one job may take.
        assertThat(outcome.allDone()).isTrue();
        assertThat(player.count("listPortForwardingRules")).isLessThanOrEqualTo(110);
        assertThat(player.count("queryAsyncJobResult")).isLessThanOrEqualTo(30);
        assertThat(player.now / StagePlayer.MILLI).isLessThan(204_000);
    }

    @Test
    void listsGoInPagesThatTheServerTakes() {
        cloud.pageLimit = 20;
        for (int i = 0; i < 45; i++) {
            cloud.rule("r" + i, 1000 + i, "vm-0", "10.5.0.133", "Active");
        }

        StageOutcome outcome = bench.run(Steps.stage(2, i -> Steps.delete("r" + i)));

        assertThat(outcome.allDone()).isTrue();
        assertThat(player.sent.stream()
                        .filter(s -> s.command().equals("listPortForwardingRules"))
                        .map(s -> s.call().parameters().get("pagesize"))
                        .distinct())
                .endsWith("20");
    }

    @Test
    void aFailedJobAmongManyIsAskedForByItself() {
        cloud.rule("r0", 80, "vm-0", "10.5.0.133", "Active");
        cloud.faults.put("deletePortForwardingRule", JobCloud.Fault.JOB_FAILED);

        StageOutcome outcome = bench.run(Steps.stage(Steps.create(1000), Steps.create(1001), Steps.delete("r0")));

        assertThat(outcome.steps().subList(0, 2)).allMatch(StepOutcome.Done.class::isInstance);
        assertRefused(outcome.steps().get(2), Kind.JOB_FAILED);
        assertThat(player.now / StagePlayer.MILLI).isLessThan(3_000);
    }

    @Test
    void jobsOfOtherKindsAreAskedForOneByOneButAtOnce() {
        cloud.jobMillis = 100;

        StageOutcome outcome = bench.run(Steps.stage(Steps.remove(), Steps.remove(), Steps.disableStaticNat()));

        assertThat(outcome.allDone()).isTrue();
        assertThat(cloud.questions).hasSize(3);
        assertThat(player.times("queryAsyncJobResult")).containsExactly(290L, 330L, 370L);
    }

    @Test
    void neverMoreThanOnePollIsUnderWay() {
        cloud.callMillis = 3_000;
        bench.run(Steps.stage(5, i -> Steps.create(1000 + i)));

        List<Long> polls = player.sent.stream()
                .filter(s -> !s.call().write())
                .map(StagePlayer.Sent::atMillis)
                .toList();
        for (int i = 1; i < polls.size(); i++) {
            assertThat(polls.get(i) - polls.get(i - 1)).isGreaterThanOrEqualTo(3_000);
        }
    }

    @Test
    void whereTheRulesMayNotBeListedTheirJobsAreAskedFor() {
        cloud.refusals.put("listPortForwardingRules", 432);

        StageOutcome outcome = bench.run(Steps.stage(3, i -> Steps.create(1000 + i)));

        assertThat(outcome.allDone()).isTrue();
        assertThat(player.count("listPortForwardingRules")).isLessThanOrEqualTo(2);
    }

    @Test
    void aJobThatNeverEndsIsUnknownAfterItsTime() {
        cloud.faults.put("removeIpFromNic", JobCloud.Fault.JOB_HANGS);

        assertUnknown(bench.run(Steps.remove()), Kind.JOB_TIMEOUT);

        List<Long> asked = player.times("queryAsyncJobResult");
        assertThat(asked.get(asked.size() - 1)).isEqualTo(120_040L);
    }

    @Test
    void rulesThatNeverComeAreUnknownAfterTheirTime() {
        cloud.faults.put("createPortForwardingRule", JobCloud.Fault.JOB_HANGS);

        StageOutcome outcome = bench.run(Steps.stage(3, i -> Steps.create(1000 + i)));

        outcome.steps().forEach(step -> assertUnknown(step, Kind.JOB_TIMEOUT));
        assertThat(player.now / StagePlayer.MILLI).isLessThan(123_000);
    }

    @Test
    void anAnswerThatIsNoneLetsThePollGoOn() {
        cloud.pollAnswer = JobCloud.error(530);
        cloud.faults.put("removeIpFromNic", JobCloud.Fault.JOB_HANGS);

        assertUnknown(bench.run(Steps.remove()), Kind.JOB_TIMEOUT);
        assertThat(player.count("queryAsyncJobResult")).isGreaterThan(50);
    }

    @Test
    void aCloudThatAsksForFewerRequestsIsAskedEveryTenSeconds() {
        cloud.pollAnswer = JobCloud.error(429);
        cloud.faults.put("removeIpFromNic", JobCloud.Fault.JOB_HANGS);

        assertUnknown(bench.run(Steps.remove()), Kind.JOB_TIMEOUT);

        List<Long> asked = player.times("queryAsyncJobResult");
        assertThat(asked).hasSizeBetween(12, 14);
        for (int i = 1; i < asked.size() - 1; i++) {
            assertThat(asked.get(i) - asked.get(i - 1)).isGreaterThanOrEqualTo(10_000);
        }
    }

    @Test
    void theJobsOfAStageOfWhichAPartWasRefusedForTooManyRequestsAreAskedForEveryTenSecondsToo() {
        cloud.jobMillis = 60_000;
        cloud.refusals.put("createPortForwardingRule", 429);

        StageOutcome outcome = bench.run(Steps.stage(Steps.remove(), Steps.create(80)));

        assertThat(outcome.steps().get(0)).isEqualTo(new StepOutcome.Done());
        assertRefused(outcome.steps().get(1), Kind.THROTTLED);
        assertThat(player.count("queryAsyncJobResult")).isLessThanOrEqualTo(8);
    }
}
