package org.vipagent.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.follow.FollowerConfig.Mode;
import org.vipagent.net.IpAddress;

/** Another {@code cloud} block while the mastership goes on. */
class FollowerReloadTest extends FollowerScene {
    private static final SecondaryIp OTHER = new SecondaryIp(IpAddress.parse("10.5.0.101"));

    private static FollowerConfig config(Mode mode, long settleSeconds, SecondaryIp... claims) {
        Claims all = new Claims("VI_1", List.of(claims), List.of());
        return new FollowerConfig(all, mode, settleSeconds * SECOND, 60 * SECOND);
    }

    @Test
    void aMasterTakesNewClaimsWithTheSameEpoch() {
        Follower follower = master(Mode.IMMEDIATE);
        follower.looked(1, OURS, 11 * SECOND);
        assertThat(follower.reconfigured(config(Mode.IMMEDIATE, 300, VIP, OTHER), this::plan, 20 * SECOND))
                .containsExactly(new FollowerEffect.Look(1));
        assertThat(follower.status(20 * SECOND).holdings())
                .extracting(FollowerStatus.ClaimHolding::holder)
                .containsExactly("not seen yet", "not seen yet");
        assertThat(follower.looked(1, NOBODYS, 21 * SECOND)).contains(execute(ADD, 1));
    }

    @Test
    void whatWasUnderWayDoesNotHoldUpTheNewOnes() {
        Follower follower = master(Mode.IMMEDIATE);
        assertThat(follower.looked(1, NOBODYS, 11 * SECOND)).contains(execute(ADD, 1));
        assertThat(follower.reconfigured(config(Mode.IMMEDIATE, 300, OTHER), this::plan, 12 * SECOND))
                .containsExactly(new FollowerEffect.Look(1));
    }

    @Test
    void whoStandsByLooksOnly() {
        Follower follower = follower(Mode.IMMEDIATE, this::plan);
        follower.deadline(0);
        follower.looked(0, OURS, SECOND);
        assertThat(follower.reconfigured(config(Mode.IMMEDIATE, 300, OTHER), this::plan, 20 * SECOND))
                .containsExactly(new FollowerEffect.Look(0));
        assertNoWrite(follower.looked(0, NOBODYS, 21 * SECOND));
    }

    @Test
    void settleCountsFromTheBeginningOfTheMastershipAndNotFromTheReload() {
        Follower follower = master(Mode.AUTO);
        assertNoWrite(follower.looked(1, THEIRS, 11 * SECOND));
        assertThat(follower.retuned(config(Mode.AUTO, 60, VIP), 65 * SECOND))
                .containsExactly(new FollowerEffect.Look(1));
        assertNoWrite(follower.looked(1, THEIRS, 66 * SECOND));
        assertThat(follower.nextDeadline()).isEqualTo(70 * SECOND);
        follower.deadline(70 * SECOND);
        assertThat(follower.looked(1, THEIRS, 70 * SECOND)).contains(execute(REMOVE, 1));
    }

    @Test
    void anotherFollowModeCountsAtOnce() {
        Follower follower = master(Mode.MANUAL);
        assertNoWrite(follower.looked(1, NOBODYS, 11 * SECOND));
        follower.retuned(config(Mode.IMMEDIATE, 300, VIP), 12 * SECOND);
        assertThat(follower.looked(1, NOBODYS, 13 * SECOND)).contains(execute(ADD, 1));
    }

    @Test
    void theSameClaimsLetAStageGoOn() {
        Follower follower = master(Mode.IMMEDIATE);
        assertThat(follower.looked(1, NOBODYS, 11 * SECOND)).contains(execute(ADD, 1));
        assertThat(follower.retuned(config(Mode.IMMEDIATE, 5, VIP), 12 * SECOND))
                .isEmpty();
        follower.executed(1, ADD, done(OURS), 13 * SECOND);
        assertThat(follower.status(13 * SECOND).holdings())
                .extracting(FollowerStatus.ClaimHolding::asClaimed)
                .containsExactly(true);
    }
}
