package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.vrrp.Subject.MILLISECOND;
import static org.vipagent.vrrp.Subject.SECOND;
import static org.vipagent.vrrp.Subject.sent;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.vrrp.RouterEffect.RoleChanged;
import org.vipagent.vrrp.RouterEffect.SendAdvert;

/** A planned stop of a master. */
class LeavingTest {
    @Test
    void saysPriorityZeroTwiceAMillisecondApartAndThenNothing() {
        Subject master = Subject.master();
        assertThat(master.router.stop(master.now))
                .containsExactly(new SendAdvert(0), new RoleChanged(Role.MASTER, Role.LEAVING, 1, "stop"));
        assertThat(master.pass(MILLISECOND)).containsExactly(new SendAdvert(0));
        assertThat(sent(master.pass(60 * SECOND))).isEmpty();
    }

    @Test
    void keepsTheAddressesUntilTheSuccessorIsHeard() {
        Subject master = leaving();
        master.pass(600 * MILLISECOND);
        assertThat(master.router.wantsAddresses()).isTrue();
        assertThat(master.hear(50))
                .containsExactly(
                        new RoleChanged(Role.LEAVING, Role.STOPPED, 1, "10.0.0.11 took over"),
                        new RouterEffect.Stopped());
        assertThat(master.router.wantsAddresses()).isFalse();
    }

    @Test
    void answersNoLoserAndDoesNotTakeAnotherLeaverForItsSuccessor() {
        Subject master = leaving();
        assertThat(master.hear(0)).isEmpty();
        assertThat(master.router.role()).isEqualTo(Role.LEAVING);
        assertThat(sent(master.hear(1))).isEmpty();
    }

    @Test
    void leavesAfterTheLongestSuccessionWhenNobodyComes() {
        Subject master = leaving();
        long longest = 3 * SECOND + 255 * SECOND / 256;
        assertThat(master.pass(longest - 2 * MILLISECOND - 1)).noneMatch(RoleChanged.class::isInstance);
        assertThat(master.pass(1))
                .containsExactly(
                        new RoleChanged(Role.LEAVING, Role.STOPPED, 1, "no successor was heard"),
                        new RouterEffect.Stopped());
    }

    @Test
    void leavesAfterTheStopTimeoutAtTheLatest() {
        Subject master = Subject.master(config -> config.advertIntervalNanos(10 * SECOND));
        master.router.stop(master.now);
        master.pass(5 * SECOND - 1);
        assertThat(master.router.role()).isEqualTo(Role.LEAVING);
        master.pass(1);
        assertThat(master.router.role()).isEqualTo(Role.STOPPED);
    }

    @Test
    void leavesAtOnceWithoutAStopTimeout() {
        Subject master = Subject.master(config -> config.stopTimeoutNanos(0));
        assertThat(master.router.stop(master.now))
                .containsExactly(
                        new SendAdvert(0),
                        new RoleChanged(Role.MASTER, Role.STOPPED, 1, "stop"),
                        new RouterEffect.Stopped());
    }

    @Test
    void aBackupStopsAtOnceAndSilently() {
        Subject backup = Subject.started();
        assertThat(backup.router.stop(backup.now))
                .containsExactly(new RoleChanged(Role.BACKUP, Role.STOPPED, 0, "stop"), new RouterEffect.Stopped());
    }

    @Test
    void aFaultEndsTheLeaving() {
        Subject master = leaving();
        List<RouterEffect> effects = master.router.fault("link down", master.now);
        assertThat(effects).last().isEqualTo(new RouterEffect.Stopped());
    }

    @Test
    void aSecondStopAndALateStartChangeNothing() {
        Subject master = leaving();
        assertThat(master.router.stop(master.now)).isEmpty();
        assertThat(master.start()).isEmpty();
        assertThat(master.router.role()).isEqualTo(Role.LEAVING);
    }

    private static Subject leaving() {
        Subject master = Subject.master();
        master.router.stop(master.now);
        master.pass(2 * MILLISECOND);
        return master;
    }
}
