package org.vipagent.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vipagent.follow.FollowerConfig.Mode;

/** While no witness answers, the follower looks and writes nothing. */
class FollowerWitnessTest extends FollowerScene {
    private static final Optional<String> SILENT = Optional.of("the gateway does not answer");
    private static final Optional<String> HEARD = Optional.empty();

    @Test
    void nothingIsWrittenAndThePlanSaysWhy() {
        Follower follower = master(Mode.IMMEDIATE);
        follower.witnessed(SILENT, 10 * SECOND);
        assertNoWrite(follower.looked(1, NOBODYS, 11 * SECOND));
        assertThat(follower.status(11 * SECOND).activity())
                .isEqualTo("waits, the gateway does not answer: move it here");
        assertThat(follower.plans(11 * SECOND).orElseThrow().now().why())
                .isEqualTo("waits, the gateway does not answer: nothing is written");
        assertThat(follower.plans(11 * SECOND).orElseThrow().whole().isEmpty()).isFalse();
    }

    @Test
    void itGoesOnAtOnceWhenAWitnessAnswers() {
        Follower follower = master(Mode.IMMEDIATE);
        follower.witnessed(SILENT, 10 * SECOND);
        assertNoWrite(follower.looked(1, NOBODYS, 11 * SECOND));
        assertThat(follower.witnessed(HEARD, 12 * SECOND)).containsExactly(new FollowerEffect.Look(1));
        assertThat(follower.looked(1, NOBODYS, 13 * SECOND)).contains(execute(ADD, 1));
    }

    @Test
    void aPlanStopsBetweenTwoStages() {
        Follower follower = master(Mode.IMMEDIATE);
        assertThat(follower.looked(1, THEIRS, 11 * SECOND)).contains(execute(REMOVE, 1));
        follower.witnessed(SILENT, 12 * SECOND);
        assertNoWrite(follower.executed(1, REMOVE, done(NOBODYS), 13 * SECOND));
        assertThat(follower.witnessed(HEARD, 14 * SECOND)).containsExactly(new FollowerEffect.Look(1));
        assertThat(follower.looked(1, NOBODYS, 15 * SECOND)).contains(execute(ADD, 1));
    }

    @Test
    void aCloudThatFollowsNeedsNoOtherLookForIt() {
        Follower follower = master(Mode.IMMEDIATE);
        follower.looked(1, OURS, 11 * SECOND);
        follower.witnessed(SILENT, 12 * SECOND);
        assertThat(follower.witnessed(HEARD, 13 * SECOND)).isEmpty();
        assertThat(follower.status(13 * SECOND).activity()).isEqualTo("the cloud follows");
    }

    @Test
    void neitherDoesAStandby() {
        Follower follower = master(Mode.IMMEDIATE);
        follower.looked(1, NOBODYS, 11 * SECOND);
        follower.lostMastership(12 * SECOND);
        follower.witnessed(SILENT, 12 * SECOND);
        assertThat(follower.witnessed(HEARD, 13 * SECOND)).isEmpty();
    }

    @Test
    void whatTheOperatorOrdersWaitsForItToo() {
        Follower follower = master(Mode.MANUAL);
        follower.looked(1, NOBODYS, 11 * SECOND);
        follower.witnessed(SILENT, 12 * SECOND);
        follower.followNow(12 * SECOND);
        assertNoWrite(follower.looked(1, NOBODYS, 13 * SECOND));
        follower.witnessed(HEARD, 14 * SECOND);
        assertThat(follower.looked(1, NOBODYS, 15 * SECOND)).contains(execute(ADD, 1));
    }
}
