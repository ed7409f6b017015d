package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.cloud.cloudstack.StageBench.assertRefused;
import static org.vipagent.cloud.cloudstack.StageBench.assertUnknown;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.StepOutcome;

/** What a step that was given up leaves behind: a job that may still be at work. */
class AftermathTest {
    private final StageBench bench = new StageBench();
    private final JobCloud cloud = bench.cloud;
    private final StagePlayer player = bench.player;

    private StepOutcome update(String rule) {
        return bench.run(Steps.update(rule, "ip-1"));
    }

    private void giveUpAnUpdate() {
        cloud.rule("r0", 1000, "vm-0", "10.5.0.133", "Active");
        cloud.rule("r1", 1001, "vm-0", "10.5.0.133", "Active");
        cloud.faults.put("updatePortForwardingRule", JobCloud.Fault.JOB_HANGS);
        assertUnknown(update("r0"), Kind.JOB_TIMEOUT);
        cloud.faults.clear();
        player.sent.clear();
    }

    @Test
    void whereAnUpdateWasGivenUpTheNextOneOfItsPublicAddressIsHeldBackForAWhile() {
        giveUpAnUpdate();

        assertRefused(update("r1"), Kind.HELD_BACK);
        bench.look();
        assertRefused(update("r1"), Kind.HELD_BACK);
        assertThat(player.count("updatePortForwardingRule")).isZero();

        assertThat(bench.run(Steps.update("r1", "ip-2"))).isEqualTo(new StepOutcome.Done());
        player.now += Lanes.SHUT_NANOS;
        assertThat(update("r1")).isEqualTo(new StepOutcome.Done());
    }

    @Test
    void anUpdateThatWasGivenUpStandsInNobodysWayOnceAListShowsThatItIsDone() {
        giveUpAnUpdate();
        cloud.rule("r0", 1000, "vm-1", Steps.VIP.toString(), "Active");

        assertRefused(update("r1"), Kind.HELD_BACK);
        bench.look();

        assertThat(update("r1")).isEqualTo(new StepOutcome.Done());
    }

    @Test
    void anUpdateThatNeedNotHaveBegunShutsItsLaneAsWell() {
        cloud.rule("r0", 1000, "vm-0", "10.5.0.133", "Active");
        cloud.rule("r1", 1001, "vm-0", "10.5.0.133", "Active");
        cloud.faults.put("updatePortForwardingRule", JobCloud.Fault.TIMEOUT_BEFORE);
        assertUnknown(update("r0"), Kind.TIMEOUT);
        cloud.faults.clear();

        assertRefused(update("r1"), Kind.HELD_BACK);
    }

    private Set<String> unsettled() {
        Observation.Seen seen = (Observation.Seen) bench.look();
        return ((CloudStackView) seen.view()).known().unsettled();
    }

    private void giveUpACreate() {
        cloud.takesJobNames = false;
        bench.run(Steps.remove());
        cloud.jobMillis = Duration.ofHours(1).toMillis();
        cloud.faults.put("createPortForwardingRule", JobCloud.Fault.TIMEOUT_AFTER);
        assertUnknown(bench.run(Steps.create(80)), Kind.TIMEOUT);
    }

    @Test
    void aRuleWhoseJobCouldNotBeAskedForIsUnsettled() {
        giveUpACreate();

        assertThat(unsettled()).isEqualTo(cloud.rules.keySet()).hasSize(1);
    }

    @Test
    void howLongARuleIsUnsettledIsAMatterOfTimeAndNotOfHowOftenItIsLookedAt() {
        giveUpACreate();
        long until = player.now + Duration.ofMinutes(2).toNanos();
        for (int look = 0; look < 10; look++) {
            assertThat(unsettled()).hasSize(1);
        }
        player.now = until - Duration.ofSeconds(2).toNanos();
        assertThat(unsettled()).hasSize(1);

        player.now = until;
        assertThat(unsettled()).isEmpty();
    }
}
