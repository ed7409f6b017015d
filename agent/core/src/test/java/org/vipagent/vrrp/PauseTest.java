package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.vrrp.Subject.GREATER_ADDRESS;
import static org.vipagent.vrrp.Subject.MASTER_DOWN;
import static org.vipagent.vrrp.Subject.MILLISECOND;
import static org.vipagent.vrrp.Subject.SECOND;
import static org.vipagent.vrrp.Subject.SKEW;
import static org.vipagent.vrrp.Subject.announced;
import static org.vipagent.vrrp.Subject.events;
import static org.vipagent.vrrp.Subject.roles;
import static org.vipagent.vrrp.Subject.sent;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.vipagent.vrrp.RouterEffect.ConfirmAddresses;

/** Garbage collection, SIGSTOP, live migration: the machine stood still and the world went on. */
class PauseTest {
    private static final long LONG = 30 * SECOND;

    @Test
    void aMasterThatHearsNobodyAdvertisesAndAnnouncesOnlyAfterAMoment() {
        Subject master = Subject.master();
        master.standStill(LONG);
        List<RouterEffect> effects = master.judge();
        assertThat(sent(effects)).containsExactly(100);
        assertThat(events(effects)).containsExactly(RouterEvent.PAUSE_NOTICED);
        assertThat(announced(effects)).isEmpty();
        assertThat(announced(master.applied())).isEmpty();
        assertThat(master.router.wantsAddresses()).isTrue();
        assertThat(announced(master.pass(20 * MILLISECOND - 1))).isEmpty();
        assertThat(announced(master.pass(1))).containsExactly(5);
        assertThat(master.router.epoch()).isEqualTo(1);
    }

    @Test
    void aMasterThatReadsABetterAdvertStepsDownWithoutClaimingAnything() {
        Subject master = Subject.master();
        master.standStill(LONG);
        List<RouterEffect> effects = master.hear(200);
        assertThat(roles(effects)).containsExactly(Role.BACKUP);
        assertThat(announced(effects)).isEmpty();
        assertThat(master.judge()).isEmpty();
    }

    @Test
    void aMasterIsAnsweredWithinTheMomentAndStepsDownUnannounced() {
        Subject master = Subject.master();
        master.standStill(LONG);
        master.judge();
        master.pass(5 * MILLISECOND);
        List<RouterEffect> effects = master.hear(200);
        assertThat(roles(effects)).containsExactly(Role.BACKUP);
        assertThat(announced(effects)).isEmpty();
    }

    @Test
    void aMasterThatReadsALesserAdvertClaimsAgainAtOnceAndAnnouncesWhenTheKernelHasConfirmed() {
        Subject master = Subject.master();
        master.standStill(LONG);
        assertThat(sent(master.hear(50))).isEmpty();
        List<RouterEffect> effects = master.judge();
        assertThat(sent(effects)).containsExactly(100);
        assertThat(effects).contains(new ConfirmAddresses());
        assertThat(master.pass(0)).isEmpty();
        assertThat(announced(effects)).isEmpty();
        assertThat(announced(master.applied())).containsExactly(5);
    }

    @Test
    void readsEverythingBeforeItClaims() {
        Subject master = Subject.master();
        master.standStill(LONG);
        master.hear(50);
        List<RouterEffect> effects = master.hear(200);
        assertThat(roles(effects)).containsExactly(Role.BACKUP);
        assertThat(announced(effects)).isEmpty();
    }

    @Test
    void withNopreemptALesserMasterIsLeftAloneAndHearsNothingFromUs() {
        Subject master = Subject.master(config -> config.preempt(false));
        master.standStill(LONG);
        master.hear(50);
        List<RouterEffect> effects = master.judge();
        assertThat(roles(effects)).containsExactly(Role.BACKUP);
        assertThat(sent(effects)).isEmpty();
        assertThat(master.untilDeadline()).isEqualTo(MASTER_DOWN);
    }

    @Test
    void withNopreemptALesserAnswerIsNoReasonToStepDownSinceItsSenderHasHeardUsAndDoesSo() {
        Subject master = Subject.master(config -> config.preempt(false));
        master.standStill(LONG);
        master.judge();
        master.applied();
        List<RouterEffect> effects = master.hear(50);
        assertThat(roles(effects)).isEmpty();
        assertThat(announced(effects)).containsExactly(5);
    }

    @Test
    void withoutAPauseNopreemptDoesNotMakeAMasterStepDown() {
        Subject master = Subject.master(config -> config.preempt(false));
        assertThat(roles(master.hear(50))).isEmpty();
    }

    @Test
    void aLeavingMasterHeardDuringThePauseIsNobody() {
        Subject master = Subject.master(config -> config.preempt(false));
        master.standStill(LONG);
        master.hear(0);
        assertThat(sent(master.judge())).containsExactly(100);
        assertThat(master.router.role()).isEqualTo(Role.MASTER);
    }

    @Test
    void lateByLessThanAMasterDownIntervalIsNoPause() {
        Subject master = Subject.master();
        master.standStill(master.untilDeadline() + MASTER_DOWN);
        assertThat(events(master.judge())).isEmpty();
    }

    @Test
    void sendsNoBacklog() {
        Subject master = Subject.master();
        master.standStill(LONG);
        assertThat(sent(master.judge())).hasSize(1);
        assertThat(sent(master.pass(10 * SECOND))).hasSize(10);
    }

    @Test
    void goesOnAdvertisingWhileItWaitsForAnAnswer() {
        Subject master = Subject.master(config -> config.advertIntervalNanos(10 * MILLISECOND));
        master.standStill(SECOND);
        master.judge();
        assertThat(sent(master.pass(20 * MILLISECOND))).containsExactly(100, 100);
    }

    @Test
    void aBackupThatOverslepsListensOnceMore() {
        Subject backup = Subject.started();
        backup.hear(200);
        backup.standStill(LONG);
        List<RouterEffect> effects = backup.judge();
        assertThat(roles(effects)).isEmpty();
        assertThat(events(effects)).containsExactly(RouterEvent.PAUSE_NOTICED);
        assertThat(backup.untilDeadline()).isEqualTo(SECOND + SKEW);
        backup.pass(SECOND);
        backup.hear(200);
        assertThat(backup.untilDeadline()).isEqualTo(MASTER_DOWN);
    }

    @Test
    void aBackupTakesOverWhenNobodyIsHeardInThatTime() {
        Subject backup = Subject.started();
        backup.standStill(LONG);
        backup.judge();
        assertThat(roles(backup.pass(SECOND + SKEW))).containsExactly(Role.MASTER);
    }

    @Test
    void aBackupThatOverslepsAgainTakesOverAllTheSame() {
        Subject backup = Subject.started();
        backup.standStill(LONG);
        backup.judge();
        backup.standStill(LONG);
        assertThat(roles(backup.judge())).containsExactly(Role.MASTER);
    }

    @Test
    void aBackupThatReadsTheMastersAdvertsFirstNoticesNothing() {
        Subject backup = Subject.started();
        backup.standStill(LONG);
        assertThat(backup.hear(200)).isEmpty();
        assertThat(backup.judge()).isEmpty();
        assertThat(backup.untilDeadline()).isEqualTo(MASTER_DOWN);
    }

    @Test
    void aHintOfTheClocksIsAsGoodAsALateDeadlineForAMaster() {
        for (UnaryOperator<RouterConfigBuilder> change :
                List.<UnaryOperator<RouterConfigBuilder>>of(config -> config, config -> config.preempt(false))) {
            Subject master = Subject.master(change);
            assertThat(master.router.resumed(master.now)).isEmpty();
            List<RouterEffect> effects = master.judge();
            assertThat(sent(effects)).containsExactly(100);
            assertThat(events(effects)).containsExactly(RouterEvent.PAUSE_NOTICED);
            master.applied();
            assertThat(announced(master.pass(20 * MILLISECOND))).containsExactly(5);
        }
    }

    @Test
    void aHintOfTheClocksMakesABackupListenLonger() {
        Subject backup = Subject.started();
        backup.pass(MASTER_DOWN - 1);
        assertThat(events(backup.router.resumed(backup.now))).containsExactly(RouterEvent.PAUSE_NOTICED);
        assertThat(backup.untilDeadline()).isEqualTo(SECOND + SKEW);
    }

    @Test
    void aHintOfTheClocksNeverShortensTheWait() {
        Subject backup = Subject.started();
        backup.router.resumed(backup.now);
        assertThat(backup.untilDeadline()).isEqualTo(MASTER_DOWN);
    }

    @Test
    void aFarewellThatMayBeOlderThanThePauseDoesNotHurryABackup() {
        Subject backup = Subject.started();
        backup.hear(200);
        backup.router.resumed(backup.now);
        backup.hear(0);
        assertThat(backup.untilDeadline()).isEqualTo(SECOND + SKEW);
        backup.hear(200);
        backup.hear(0);
        assertThat(backup.untilDeadline()).isEqualTo(SKEW);
    }

    @Test
    void announcesNothingAfterAPauseUntilTheKernelConfirmsAddressesWhoseLifetimeMayHaveEnded() {
        // RFC 9568 §8.1.2: hosts would be told of an address that does not answer.
        for (int lesser : List.of(0, 50)) {
            Subject master = Subject.master();
            master.standStill(LONG);
            master.hear(lesser);
            List<RouterEffect> effects = master.judge();
            assertThat(effects).contains(new ConfirmAddresses());
            assertThat(announced(effects)).isEmpty();
            assertThat(master.router.mayAnnounce()).isFalse();
            assertThat(announced(master.hear(50))).isEmpty();
            assertThat(announced(master.claim())).isEmpty();
            assertThat(announced(master.pass(LONG))).isEmpty();
            assertThat(announced(master.applied())).containsExactly(5);
            assertThat(master.router.mayAnnounce()).isTrue();
        }
    }

    @Test
    void announcesNothingAfterAPauseThatTheKernelHasNotAppliedYet() {
        Subject master = Subject.started();
        master.pass(MASTER_DOWN);
        master.standStill(LONG);
        assertThat(announced(master.judge())).isEmpty();
        assertThat(announced(master.pass(LONG))).isEmpty();
        assertThat(announced(master.applied())).containsExactly(5);
    }

    @Test
    void notesPausesOnceAMinute() {
        Subject backup = Subject.started(config -> config.preempt(false));
        int noted = 0;
        for (int i = 0; i < 20; i++) {
            backup.standStill(LONG);
            noted += events(backup.judge()).size();
            backup.hear(200, GREATER_ADDRESS);
        }
        assertThat(noted).isEqualTo(10);
    }
}
