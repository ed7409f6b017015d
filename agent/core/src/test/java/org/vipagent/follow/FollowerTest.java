package org.vipagent.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.CloudPlanner;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.follow.FollowerConfig.Mode;
import org.vipagent.net.IpAddress;

class FollowerTest {
    private static final SecondaryIp VIP = new SecondaryIp(IpAddress.parse("10.5.0.100"));
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final CloudFailure HANGS = new CloudFailure(Kind.TIMEOUT, "no answer in 10 s");

    private record NamedStep(String describe, boolean interrupts) implements Step {
        @Override
        public boolean destroys() {
            return interrupts;
        }
    }

    private record View(Holding holder) implements CloudView {
        @Override
        public String ownVirtualMachine() {
            return "LB";
        }

        @Override
        public Holding holding(Claim claim) {
            return holder;
        }
    }

    private static final Step REMOVE = new NamedStep("remove from the other", true);
    private static final Step ADD = new NamedStep("add here", false);

    /** Removes where another holds it, then adds; leaves everything out that it may not do. */
    private static final CloudPlanner PLANNER = new CloudPlanner() {
        @Override
        public Plan plan(Claims claims, CloudView view, Policy policy) {
            Holding holder = view.holding(VIP);
            if (holder instanceof Holding.Ours) {
                return Plan.nothing("all is ours");
            }
            if (holder instanceof Holding.Other && !policy.mayInterrupt()) {
                return Plan.nothing("the path works by ARP");
            }
            List<Stage> stages = new ArrayList<>();
            if (holder instanceof Holding.Other) {
                stages.add(new Stage(List.of(REMOVE)));
            }
            stages.add(new Stage(List.of(ADD)));
            return new Plan(stages, "move it here");
        }
    };

    private static final Observation OURS = new Observation.Seen(new View(new Holding.Ours()));
    private static final Observation THEIRS = new Observation.Seen(new View(new Holding.Other("LB-backup")));
    private static final Observation NOBODYS = new Observation.Seen(new View(new Holding.Nobody()));

    private static Follower follower(Mode mode) {
        Claims claims = new Claims("VI_1", List.of(VIP), List.of());
        FollowerConfig config = new FollowerConfig(claims, mode, 300 * SECOND, 60 * SECOND);
        return new Follower(config, PLANNER, new Random(1), 0);
    }

    /** A follower that has looked while standing by, and then became master with epoch 1 at second 10. */
    private static Follower master(Mode mode) {
        Follower follower = follower(mode);
        assertThat(follower.deadline(0)).containsExactly(new FollowerEffect.Look(0));
        assertThat(follower.looked(0, THEIRS, SECOND)).isEmpty();
        assertThat(follower.becameMaster(1, 10 * SECOND)).containsExactly(new FollowerEffect.Look(1));
        return follower;
    }

    private static FollowerEffect.Execute execute(Step step, long ticket) {
        return new FollowerEffect.Execute(step, ticket);
    }

    @Test
    void looksAtOnceWhenItBecomesMasterAndMovesStepByStep() {
        Follower follower = master(Mode.IMMEDIATE);
        assertThat(follower.looked(1, THEIRS, 11 * SECOND)).contains(execute(REMOVE, 1));
        assertThat(follower.executed(1, REMOVE, new StepOutcome.Done(), 12 * SECOND))
                .contains(execute(ADD, 1));
        assertThat(follower.executed(1, ADD, new StepOutcome.Done(), 13 * SECOND))
                .contains(new FollowerEffect.Look(1));
        assertThat(follower.looked(1, OURS, 14 * SECOND)).noneMatch(FollowerEffect.Execute.class::isInstance);
        assertThat(follower.status().convergedAt()).isEqualTo(14 * SECOND);
    }

    @Test
    void sendsNoFurtherStepOnceMastershipIsLost() {
        Follower follower = master(Mode.IMMEDIATE);
        follower.looked(1, THEIRS, 11 * SECOND);
        follower.lostMastership(12 * SECOND);
        assertThat(follower.executed(1, REMOVE, new StepOutcome.Done(), 13 * SECOND))
                .noneMatch(FollowerEffect.Execute.class::isInstance);
        assertThat(follower.deadline(200 * SECOND)).containsExactly(new FollowerEffect.Look(0));
        assertThat(follower.looked(0, THEIRS, 201 * SECOND)).noneMatch(FollowerEffect.Execute.class::isInstance);
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
    void notBeingAbleToLookIsNotTakenForAbsence() {
        Follower follower = master(Mode.IMMEDIATE);
        assertThat(follower.looked(1, new Observation.Unseen(HANGS), 21 * SECOND))
                .allMatch(FollowerEffect.Noted.class::isInstance)
                .isNotEmpty();
        assertThat(follower.status().failure()).contains(HANGS);
        assertThat(follower.nextDeadline()).isBetween(21 * SECOND, 23 * SECOND);
    }

    @Test
    void aStepOfUnknownOutcomeIsNeverRepeatedBlindly() {
        Follower follower = master(Mode.IMMEDIATE);
        follower.looked(1, THEIRS, 11 * SECOND);
        List<FollowerEffect> after = follower.executed(1, REMOVE, new StepOutcome.Unknown(HANGS), 22 * SECOND);
        assertThat(after).noneMatch(FollowerEffect.Execute.class::isInstance);
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
            follower.looked(1, new Observation.Unseen(HANGS), now);
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
    void reportsTheSameTroubleOnce() {
        Follower follower = master(Mode.IMMEDIATE);
        assertThat(follower.looked(1, new Observation.Unseen(HANGS), 21 * SECOND))
                .hasSize(1);
        follower.deadline(follower.nextDeadline());
        assertThat(follower.looked(1, new Observation.Unseen(HANGS), 40 * SECOND))
                .isEmpty();
        follower.deadline(follower.nextDeadline());
        assertThat(follower.looked(1, OURS, 60 * SECOND)).hasSize(2);
    }

    @Test
    void autoLeavesAWorkingPathAloneUntilTheMasterHasSettled() {
        Follower follower = master(Mode.AUTO);
        assertThat(follower.looked(1, THEIRS, 11 * SECOND)).noneMatch(FollowerEffect.Execute.class::isInstance);
        long now = 11 * SECOND;
        while (follower.nextDeadline() < 310 * SECOND) {
            now = follower.nextDeadline();
            follower.deadline(now);
            assertThat(follower.looked(1, THEIRS, now)).noneMatch(FollowerEffect.Execute.class::isInstance);
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
    void manualNeverWrites() {
        Follower follower = master(Mode.MANUAL);
        assertThat(follower.looked(1, THEIRS, 11 * SECOND)).noneMatch(FollowerEffect.Execute.class::isInstance);
        long later = 10_000 * SECOND;
        follower.deadline(later);
        assertThat(follower.looked(1, NOBODYS, later)).noneMatch(FollowerEffect.Execute.class::isInstance);
        assertThat(follower.status().activity()).contains("follow manual");
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
    void aCloudThatSaysYesAndDoesNothingIsAskedEverMoreSlowly() {
        Follower follower = master(Mode.IMMEDIATE);
        long now = 11 * SECOND;
        int rounds = 0;
        while (now < 200 * SECOND) {
            List<FollowerEffect> effects = follower.looked(1, NOBODYS, now);
            assertThat(effects).contains(execute(ADD, 1));
            rounds++;
            if (follower.executed(1, ADD, new StepOutcome.Done(), now).stream()
                    .noneMatch(FollowerEffect.Look.class::isInstance)) {
                now = follower.nextDeadline();
                follower.deadline(now);
            }
        }
        assertThat(rounds).isLessThan(14);
    }
}
