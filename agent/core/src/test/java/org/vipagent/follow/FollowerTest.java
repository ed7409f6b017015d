package org.vipagent.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.follow.FollowerConfig.Mode;

class FollowerTest extends FollowerScene {
    @Test
    void looksAtOnceWhenItBecomesMasterAndPlansAgainFromWhatEachStageReadBack() {
        Follower follower = master(Mode.IMMEDIATE);
        assertThat(follower.looked(1, THEIRS, 11 * SECOND)).contains(execute(REMOVE, 1));
        assertThat(follower.executed(1, REMOVE, done(NOBODYS), 12 * SECOND)).contains(execute(ADD, 1));
        List<FollowerEffect> after = follower.executed(1, ADD, done(OURS), 13 * SECOND);
        assertNoWrite(after);
        assertThat(after).noneMatch(FollowerEffect.Look.class::isInstance);
        assertThat(follower.status(13 * SECOND).convergedAt()).isEqualTo(13 * SECOND);
        assertThat(follower.nextDeadline() - 13 * SECOND).isBetween(48 * SECOND, 72 * SECOND);
    }

    @Test
    void looksBeforeItGoesOnWhereAStageCouldNotReadBack() {
        Follower follower = master(Mode.IMMEDIATE);
        follower.looked(1, THEIRS, 11 * SECOND);
        List<FollowerEffect> after = follower.executed(1, REMOVE, done(UNSEEN), 12 * SECOND);
        assertThat(after).contains(new FollowerEffect.Look(1));
        assertNoWrite(after);
        assertThat(follower.looked(1, NOBODYS, 13 * SECOND)).contains(execute(ADD, 1));
    }

    @Test
    void sendsNothingMoreOnceMastershipIsLost() {
        Follower follower = master(Mode.IMMEDIATE);
        follower.looked(1, THEIRS, 11 * SECOND);
        follower.lostMastership(12 * SECOND);
        assertNoWrite(follower.executed(1, REMOVE, done(NOBODYS), 13 * SECOND));
        assertThat(follower.deadline(200 * SECOND)).containsExactly(new FollowerEffect.Look(0));
        assertNoWrite(follower.looked(0, THEIRS, 201 * SECOND));
    }

    @Test
    void writesAtOnceWhatItKnowsFromItsLastLookWhileStandingBy() {
        Follower follower = follower(Mode.IMMEDIATE, this::plan);
        follower.deadline(0);
        follower.looked(0, NOBODYS, SECOND);
        assertThat(follower.becameMaster(1, 70 * SECOND)).contains(execute(ADD, 1));
    }

    @Test
    void looksAgainAtWhatItTakesAwayAndAtNothingElse() {
        Follower follower = follower(Mode.IMMEDIATE, this::plan);
        follower.deadline(0);
        follower.looked(0, THEIRS, SECOND);
        assertThat(follower.becameMaster(1, 10 * SECOND))
                .containsExactly(new FollowerEffect.Look(1, Optional.of(REMOVE)));
        assertThat(follower.looked(1, THEIRS, 11 * SECOND)).contains(execute(REMOVE, 1));
    }

    @Test
    void interruptsNothingOnTheStrengthOfALookWhileStandingBy() {
        Stage update = stage(new InterruptingStep());
        Follower follower = follower(Mode.IMMEDIATE, (claims, view, policy) -> new Plan(List.of(update), "update"));
        follower.deadline(0);
        follower.looked(0, THEIRS, SECOND);
        assertThat(follower.becameMaster(1, 10 * SECOND))
                .containsExactly(new FollowerEffect.Look(1, Optional.of(update)));
    }

    /** An update in place: it takes nothing away. */
    private record InterruptingStep() implements Step {
        @Override
        public String describe() {
            return "update";
        }

        @Override
        public boolean interrupts() {
            return true;
        }

        @Override
        public boolean destroys() {
            return false;
        }
    }

    @Test
    void looksFirstWhereItsLastLookIsTooLongAgoOrShowsNothingToWrite() {
        Follower late = follower(Mode.IMMEDIATE, this::plan);
        late.deadline(0);
        late.looked(0, NOBODYS, SECOND);
        assertThat(late.becameMaster(1, 74 * SECOND)).containsExactly(new FollowerEffect.Look(1));
        Follower careful = follower(Mode.AUTO, this::plan);
        careful.deadline(0);
        careful.looked(0, THEIRS, SECOND);
        assertThat(careful.becameMaster(1, 10 * SECOND)).containsExactly(new FollowerEffect.Look(1));
        Follower told = follower(Mode.MANUAL, this::plan);
        told.deadline(0);
        told.looked(0, NOBODYS, SECOND);
        assertThat(told.becameMaster(1, 10 * SECOND)).containsExactly(new FollowerEffect.Look(1));
    }

    @Test
    void statusNamesAFaultWhileTheStageThatMetItGoesOn() {
        Follower follower = master(Mode.IMMEDIATE);
        follower.looked(1, THEIRS, 11 * SECOND);
        CloudFailure silence = new CloudFailure(CloudFailure.Kind.TIMEOUT, "no answer");
        assertThat(follower.troubled(1, silence)).isTrue();
        assertThat(follower.troubled(1, silence)).as("news").isFalse();
        assertThat(follower.status(12 * SECOND).failure()).contains(silence);
        assertThat(follower.executed(1, REMOVE, done(NOBODYS), 30 * SECOND)).contains(execute(ADD, 1));
        assertThat(follower.status(30 * SECOND).failure()).isEmpty();
        assertThat(follower.troubled(0, silence)).as("of another mastership").isFalse();
    }

    @Test
    void anAnswerOfAnEarlierMastershipCausesNoAction() {
        Follower follower = master(Mode.IMMEDIATE);
        follower.lostMastership(11 * SECOND);
        assertThat(follower.becameMaster(2, 12 * SECOND)).isEmpty();
        // The look of epoch 1 is still under way; its answer is knowledge, and a look of epoch 2 follows.
        assertThat(follower.looked(1, THEIRS, 13 * SECOND)).containsExactly(new FollowerEffect.Look(2));
    }

    @Test
    void aStageOfAnEarlierMastershipIsFollowedByALook() {
        Follower follower = master(Mode.IMMEDIATE);
        follower.looked(1, THEIRS, 11 * SECOND);
        follower.lostMastership(12 * SECOND);
        follower.becameMaster(2, 13 * SECOND);
        List<FollowerEffect> after = follower.executed(1, REMOVE, done(NOBODYS), 14 * SECOND);
        assertNoWrite(after);
        assertThat(after).contains(new FollowerEffect.Look(2));
    }

    @Test
    void notBeingAbleToLookIsNotTakenForAbsence() {
        Follower follower = master(Mode.IMMEDIATE);
        assertThat(follower.looked(1, UNSEEN, 21 * SECOND))
                .allMatch(FollowerEffect.Noted.class::isInstance)
                .isNotEmpty();
        assertThat(follower.status(21 * SECOND).failure()).contains(HANGS);
        assertThat(follower.nextDeadline()).isBetween(21 * SECOND, 23 * SECOND);
    }

    @Test
    void aStepOfUnknownOutcomeIsNeverRepeatedBlindly() {
        Follower follower = master(Mode.IMMEDIATE);
        follower.looked(1, THEIRS, 11 * SECOND);
        StageOutcome unknown = new StageOutcome(List.of(new StepOutcome.Unknown(HANGS)), UNSEEN);
        assertNoWrite(follower.executed(1, REMOVE, unknown, 22 * SECOND));
        long again = follower.nextDeadline();
        assertThat(follower.deadline(again)).containsExactly(new FollowerEffect.Look(1));
        assertThat(follower.looked(1, NOBODYS, again)).contains(execute(ADD, 1));
    }

    @Test
    void waitsLongerAfterEachFailureUpToHalfAMinute() {
        Follower follower = master(Mode.IMMEDIATE);
        long now = 11 * SECOND;
        long previous = 0;
        for (int i = 0; i < 10; i++) {
            follower.looked(1, UNSEEN, now);
            long wait = follower.nextDeadline() - now;
            assertThat(wait).isLessThanOrEqualTo(36 * SECOND);
            if (i < 5) {
                assertThat(wait).isGreaterThan(previous);
            }
            previous = wait;
            now = follower.nextDeadline();
            follower.deadline(now);
        }
    }

    @Test
    void aStageThatIsRefusedEachTimeIsTriedEverMoreSlowlyAndStatusNamesItMeanwhile() {
        Follower follower = master(Mode.IMMEDIATE);
        CloudFailure refusal = new CloudFailure(Kind.JOB_FAILED, "addIpToNic: 530");
        StageOutcome refused = new StageOutcome(List.of(new StepOutcome.Refused(refusal)), NOBODYS);
        long now = 11 * SECOND;
        long wait = 0;
        for (int i = 0; i < 5; i++) {
            assertThat(follower.looked(1, NOBODYS, now)).contains(execute(ADD, 1));
            follower.executed(1, ADD, refused, now);
            assertThat(follower.status(now).failure()).contains(refusal);
            assertThat(follower.nextDeadline() - now).isGreaterThan(wait);
            wait = follower.nextDeadline() - now;
            now = follower.nextDeadline();
            follower.deadline(now);
        }
        follower.looked(1, OURS, now);
        assertThat(follower.status(now).failure()).isEmpty();
    }

    @Test
    void reportsTheSameTroubleOnce() {
        Follower follower = master(Mode.IMMEDIATE);
        assertThat(follower.looked(1, UNSEEN, 21 * SECOND)).hasSize(1);
        follower.deadline(follower.nextDeadline());
        assertThat(follower.looked(1, UNSEEN, 40 * SECOND)).isEmpty();
        follower.deadline(follower.nextDeadline());
        assertThat(follower.looked(1, OURS, 60 * SECOND)).hasSize(2);
    }

    @Test
    void repairsDriftWhileMaster() {
        Follower follower = master(Mode.IMMEDIATE);
        follower.looked(1, OURS, 11 * SECOND);
        long recheck = follower.nextDeadline();
        assertThat(recheck - 11 * SECOND).isBetween(48 * SECOND, 72 * SECOND);
        follower.deadline(recheck);
        assertThat(follower.looked(1, NOBODYS, recheck)).contains(execute(ADD, 1));
    }

    @Test
    void looksAtOnceAfterALoserWasHeard() {
        Follower follower = master(Mode.IMMEDIATE);
        follower.looked(1, OURS, 11 * SECOND);
        assertThat(follower.loserHeard(12 * SECOND)).containsExactly(new FollowerEffect.Look(1));
    }

    @Test
    void looksOnceMoreWhereALoserWasHeardWhileBusy() {
        Follower follower = master(Mode.IMMEDIATE);
        assertThat(follower.loserHeard(11 * SECOND)).isEmpty();
        assertThat(follower.looked(1, NOBODYS, 12 * SECOND)).containsExactly(new FollowerEffect.Look(1));
        assertThat(follower.looked(1, NOBODYS, 13 * SECOND)).contains(execute(ADD, 1));
        assertThat(follower.loserHeard(14 * SECOND)).isEmpty();
        assertThat(follower.executed(1, ADD, done(OURS), 15 * SECOND)).contains(new FollowerEffect.Look(1));
    }

    @Test
    void announcesAgainWhatTheCloudOnlyNowLetsThrough() {
        addition = OPEN;
        Follower follower = master(Mode.IMMEDIATE);
        follower.looked(1, NOBODYS, 11 * SECOND);
        assertThat(follower.executed(1, OPEN, done(OURS), 12 * SECOND))
                .contains(new FollowerEffect.Announce(List.of(VIP.address())));
    }

    @Test
    void anAdapterThatFailsToPlanIsATroubleAndNoMore() {
        Follower follower = master(follower(Mode.IMMEDIATE, (claims, view, policy) -> {
            throw new IllegalStateException("with a secret in it");
        }));
        assertNoWrite(follower.looked(1, THEIRS, 11 * SECOND));
        assertThat(follower.status(11 * SECOND).failure())
                .hasValueSatisfying(f ->
                        assertThat(f.text()).contains("IllegalStateException").doesNotContain("secret"));
        assertThat(follower.plans(11 * SECOND))
                .hasValueSatisfying(p -> assertThat(p.whole().isEmpty()).isTrue());
    }

    @Test
    void aCloudThatSaysYesAndDoesNothingIsAskedEverMoreSlowly() {
        Follower follower = master(Mode.IMMEDIATE);
        long now = 11 * SECOND;
        int rounds = 0;
        List<FollowerEffect> effects = follower.looked(1, NOBODYS, now);
        while (now < 200 * SECOND) {
            assertThat(effects).contains(execute(ADD, 1));
            rounds++;
            effects = follower.executed(1, ADD, done(NOBODYS), now);
            if (effects.stream().noneMatch(FollowerEffect.Execute.class::isInstance)) {
                now = follower.nextDeadline();
                follower.deadline(now);
                effects = follower.looked(1, NOBODYS, now);
            }
        }
        assertThat(rounds).isBetween(4, 13);
    }
}
