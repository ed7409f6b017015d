package org.vipagent.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.follow.FollowerConfig.Mode;
import org.vipagent.follow.FollowerEffect.Weight;

/** When a follower may write, and when it takes something from others. */
class FollowerTimingTest extends FollowerScene {
    @Test
    void autoLeavesAWorkingPathAloneUntilTheMasterHasSettled() {
        Follower follower = master(Mode.AUTO);
        assertNoWrite(follower.looked(1, THEIRS, 11 * SECOND));
        assertThat(follower.status(11 * SECOND).waiting())
                .map(FollowerStatus.Waiting::until)
                .contains(20 * SECOND);
        assertThat(policies).last().extracting(Policy::interruption).isEqualTo(Policy.Interruption.NONE);
        long now = 11 * SECOND;
        while (follower.nextDeadline() < 310 * SECOND) {
            now = follower.nextDeadline();
            follower.deadline(now);
            assertNoWrite(follower.looked(1, THEIRS, now));
            assertThat(policies).last().extracting(Policy::interruption).isEqualTo(Policy.Interruption.BRIEF);
        }
        assertThat(follower.nextDeadline()).isEqualTo(310 * SECOND);
        follower.deadline(310 * SECOND);
        assertThat(follower.looked(1, THEIRS, 310 * SECOND)).contains(execute(REMOVE, 1));
    }

    @Test
    void autoAddsAtOnceWhatNobodyHolds() {
        Follower follower = master(Mode.AUTO);
        assertThat(follower.looked(1, NOBODYS, 11 * SECOND)).contains(execute(ADD, 1));
    }

    @Test
    void autoInterruptsAtOnceWhenTheOperatorSaysFollowNow() {
        Follower follower = master(Mode.AUTO);
        assertNoWrite(follower.looked(1, THEIRS, 11 * SECOND));
        assertThat(follower.followNow(12 * SECOND)).containsExactly(new FollowerEffect.Look(1));
        assertThat(follower.looked(1, THEIRS, 13 * SECOND)).contains(execute(REMOVE, 1));
        assertThat(follower.executed(1, REMOVE, done(NOBODYS), 14 * SECOND)).contains(execute(ADD, 1));
        follower.executed(1, ADD, done(OURS), 15 * SECOND);

        long later = follower.nextDeadline();
        follower.deadline(later);
        assertNoWrite(follower.looked(1, THEIRS, later));
    }

    @Test
    void manualNeverWritesByItself() {
        Follower follower = master(Mode.MANUAL);
        assertNoWrite(follower.looked(1, THEIRS, 11 * SECOND));
        long later = 10_000 * SECOND;
        follower.deadline(later);
        assertNoWrite(follower.looked(1, NOBODYS, later));
        assertThat(follower.status(later).activity()).contains("follow manual");
    }

    @Test
    void manualCarriesOutOneWholePlanWhenTheOperatorSaysFollowNow() {
        Follower follower = master(Mode.MANUAL);
        follower.looked(1, THEIRS, 11 * SECOND);
        follower.followNow(12 * SECOND);
        assertThat(follower.looked(1, THEIRS, 13 * SECOND)).contains(execute(REMOVE, 1));
        assertThat(follower.executed(1, REMOVE, done(NOBODYS), 14 * SECOND)).contains(execute(ADD, 1));
        follower.executed(1, ADD, done(OURS), 15 * SECOND);

        long later = follower.nextDeadline();
        follower.deadline(later);
        assertNoWrite(follower.looked(1, NOBODYS, later));
    }

    @Test
    void whoIsNotMasterDoesNotFollowNow() {
        Follower follower = follower(Mode.IMMEDIATE, this::plan);
        assertThat(follower.followNow(SECOND)).isEmpty();
    }

    @Test
    void ofTwoHoldersTheGreaterIdGivesWayUntilALesserMasterWasHeard() {
        Follower follower = master(Mode.IMMEDIATE);
        assertThat(follower.looked(1, BOTH, 11 * SECOND)).contains(execute(GIVE_WAY, 1));

        Follower other = master(Mode.IMMEDIATE);
        other.looked(1, OURS, 11 * SECOND);
        other.loserHeard(12 * SECOND);
        assertThat(other.looked(1, BOTH, 13 * SECOND)).contains(execute(REMOVE, 1));
    }

    @Test
    void ofTwoHoldersTheMasterKeepsItWhenTheOtherOneHasNotGivenWayForTwoRechecks() {
        Follower follower = master(Mode.MANUAL);
        follower.looked(1, BOTH, 11 * SECOND);
        follower.deadline(100 * SECOND);
        follower.looked(1, BOTH, 100 * SECOND);
        assertThat(policies).last().extracting(Policy::severalHolders).isEqualTo(Policy.SeveralHolders.LESSER_ID_KEEPS);
        follower.deadline(200 * SECOND);
        follower.looked(1, BOTH, 200 * SECOND);
        assertThat(policies).last().extracting(Policy::severalHolders).isEqualTo(Policy.SeveralHolders.MASTER_KEEPS);
    }

    @Test
    void takesBackEverMoreSlowlyWhatAnotherMachineTakesAgainAndAgain() {
        Follower follower = master(Mode.IMMEDIATE);
        long now = 11 * SECOND;
        follower.looked(1, OURS, now);
        long previous = 0;
        for (int i = 0; i < 5; i++) {
            now = follower.nextDeadline();
            follower.deadline(now);
            List<FollowerEffect> lost = follower.looked(1, THEIRS, now);
            assertNoWrite(lost);
            assertThat(lost)
                    .filteredOn(e -> e instanceof FollowerEffect.Noted noted
                            && noted.weight() == Weight.WARNING
                            && noted.text().startsWith("CLAIM_CONTESTED: LB-backup has secondary_ip 10.5.0.100"))
                    .hasSize(1);
            long lostAt = now;
            List<FollowerEffect> effects = List.of();
            while (effects.stream().noneMatch(FollowerEffect.Execute.class::isInstance)) {
                now = follower.nextDeadline();
                follower.deadline(now);
                effects = follower.looked(1, THEIRS, now);
            }
            assertThat(now - lostAt).isGreaterThan(previous);
            previous = now - lostAt;
            follower.executed(1, REMOVE, done(NOBODYS), now);
            follower.executed(1, ADD, done(OURS), now);
            assertThat(follower.status(now).contested()).isPresent();
        }
        assertThat(previous).isBetween(12 * 60 * SECOND, 20 * 60 * SECOND);
        assertThat(follower.status(now + 3600 * SECOND).contested()).isEmpty();
    }

    @Test
    void whatNobodyHoldsIsNotContested() {
        Follower follower = master(Mode.IMMEDIATE);
        follower.looked(1, OURS, 11 * SECOND);
        long now = follower.nextDeadline();
        follower.deadline(now);
        assertThat(follower.looked(1, NOBODYS, now)).contains(execute(ADD, 1));
        assertThat(follower.status(now).contested()).isEmpty();
    }

    @Test
    void takesBackAtOnceFromALesserMasterThatIsHeard() {
        Follower follower = master(Mode.IMMEDIATE);
        follower.looked(1, OURS, 11 * SECOND);
        long now = follower.nextDeadline();
        follower.deadline(now);
        assertNoWrite(follower.looked(1, THEIRS, now));
        assertThat(follower.loserHeard(now)).contains(new FollowerEffect.Look(1));
        assertThat(follower.looked(1, THEIRS, now)).contains(execute(REMOVE, 1));
    }

    @Test
    void aLookThatWasBrokenOffForANewMastershipIsNoTroubleAndIsFollowedByAnother() {
        Follower follower = follower(Mode.IMMEDIATE, this::plan);
        follower.deadline(0);
        assertThat(follower.becameMaster(1, SECOND)).isEmpty();
        Observation brokenOff = new Observation.Unseen(new CloudFailure(Kind.HELD_BACK, "it is not wanted any more"));
        assertThat(follower.looked(0, brokenOff, SECOND)).containsExactly(new FollowerEffect.Look(1));
        assertThat(follower.status(SECOND).failure()).isEmpty();

        follower.lostMastership(2 * SECOND);
        assertThat(follower.looked(1, brokenOff, 2 * SECOND)).isEmpty();
        assertThat(follower.status(2 * SECOND).failure()).isEmpty();
    }

    @Test
    void aStandbyKnowsTheCloudSoonAfterAMastershipHoweverShortThatWas() {
        Follower follower = follower(Mode.IMMEDIATE, this::plan);
        follower.deadline(0);
        follower.looked(0, UNSEEN, SECOND);
        follower.becameMaster(1, SECOND);
        follower.lostMastership(2 * SECOND);
        assertThat(follower.looked(1, UNSEEN, 3 * SECOND)).isEmpty();
        assertSoon(follower.nextDeadline() - 3 * SECOND);

        follower.becameMaster(2, 3 * SECOND);
        follower.looked(2, NOBODYS, 4 * SECOND);
        follower.lostMastership(5 * SECOND);
        StageOutcome brokenOff = new StageOutcome(List.of(new StepOutcome.Unknown(HANGS)), UNSEEN);
        follower.executed(2, ADD, brokenOff, 6 * SECOND);
        assertSoon(follower.nextDeadline() - 6 * SECOND);

        follower.deadline(8 * SECOND);
        follower.looked(0, THEIRS, 8 * SECOND);
        assertThat(follower.nextDeadline() - 8 * SECOND).isBetween(48 * SECOND, 72 * SECOND);
    }

    @Test
    void aStandbyThatHasNeverSeenTheCloudLooksSoonAfterAMastershipThatHasNotEither() {
        Follower follower = master(Mode.IMMEDIATE);
        follower.looked(1, UNSEEN, 11 * SECOND);
        follower.lostMastership(12 * SECOND);
        assertSoon(follower.nextDeadline() - 12 * SECOND);
    }

    private static void assertSoon(long nanos) {
        assertThat(nanos).isLessThanOrEqualTo(SECOND * 6 / 5);
    }

    @Test
    void leavesACloudThatAsksForFewerRequestsAloneForTenSecondsAtLeast() {
        Observation throttled = new Observation.Unseen(new CloudFailure(Kind.THROTTLED, "listVirtualMachines: 429"));
        Follower follower = master(Mode.IMMEDIATE);
        long now = 11 * SECOND;
        for (int i = 0; i < 10; i++) {
            follower.looked(1, throttled, now);
            assertThat(follower.nextDeadline() - now).isBetween(10 * SECOND, 36 * SECOND);
            now = follower.nextDeadline();
            follower.deadline(now);
        }
    }

    @Test
    void showsThePlanBeforeItMayBeCarriedOut() {
        Follower follower = master(Mode.AUTO);
        assertThat(follower.plans(10 * SECOND)).isEmpty();
        follower.looked(1, THEIRS, 11 * SECOND);
        FollowerPlans plans = follower.plans(11 * SECOND).orElseThrow();
        assertThat(plans.now().isEmpty()).isTrue();
        assertThat(plans.whole().stages()).containsExactly(REMOVE, ADD);
        assertThat(follower.status(11 * SECOND).remarks()).containsExactly("updates do nothing here");
    }
}
