package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.vrrp.Subject.GREATER_ADDRESS;
import static org.vipagent.vrrp.Subject.LESSER_ADDRESS;
import static org.vipagent.vrrp.Subject.MASTER_DOWN;
import static org.vipagent.vrrp.Subject.MILLISECOND;
import static org.vipagent.vrrp.Subject.SECOND;
import static org.vipagent.vrrp.Subject.SKEW;
import static org.vipagent.vrrp.Subject.events;
import static org.vipagent.vrrp.Subject.roles;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.vrrp.wire.DropReason;

/** Priority 0 heard by a backup: whose farewell shortens the wait (RFC 9568 §6.4.2, and where we deviate from it). */
class FarewellTest {
    @Test
    void theMastersOwnFarewellShortensTheWaitToTheSkew() {
        Subject backup = Subject.started();
        backup.hear(200);
        backup.pass(300 * MILLISECOND);
        backup.hear(0);
        assertThat(backup.untilDeadline()).isEqualTo(SKEW);
    }

    @Test
    void aStrangersFarewellIsCountedAndNotedOnceAMinute() {
        Subject backup = Subject.started();
        backup.hear(200);
        long deadline = backup.router.nextDeadline();
        List<RouterEffect> effects = backup.hear(0, LESSER_ADDRESS);
        assertThat(events(effects)).containsExactly(RouterEvent.PACKET_DROPPED);
        assertThat(backup.hear(0, LESSER_ADDRESS)).isEmpty();
        assertThat(backup.router.nextDeadline()).isEqualTo(deadline);
        assertThat(backup.router.counters().drops()).containsEntry(DropReason.STRAY_FAREWELL, 2L);
    }

    @Test
    void aSecondMasterThatOnlySomeCanHearMayLeaveWithoutATakeover() {
        Subject backup = Subject.started();
        backup.hear(200);
        backup.pass(100 * MILLISECOND);
        backup.hear(50, LESSER_ADDRESS);
        backup.pass(100 * MILLISECOND);
        backup.hear(0, LESSER_ADDRESS);
        assertThat(roles(backup.pass(799 * MILLISECOND))).isEmpty();
        backup.hear(200);
        assertThat(backup.untilDeadline()).isEqualTo(MASTER_DOWN);
    }

    @Test
    void whoeverTookOverIsFollowedFromItsFirstAdvert() {
        Subject backup = Subject.started();
        backup.hear(200);
        backup.hear(150, LESSER_ADDRESS);
        backup.hear(0, LESSER_ADDRESS);
        assertThat(backup.untilDeadline()).isEqualTo(SKEW);
    }

    @Test
    void aLesserMasterThatIsWaitedForIsFollowedToo() {
        Subject delayed = Subject.started(config -> config.preemptDelayNanos(60 * SECOND));
        Subject obedient = Subject.started(config -> config.preempt(false));
        for (Subject backup : List.of(delayed, obedient)) {
            backup.hear(50);
            backup.hear(0);
            assertThat(backup.untilDeadline()).isEqualTo(SKEW);
        }
    }

    @Test
    void beforeAnybodyWasHeardEveryFarewellCounts() {
        Subject backup = Subject.started();
        backup.hear(50);
        backup.hear(0, LESSER_ADDRESS);
        assertThat(backup.untilDeadline()).isEqualTo(SKEW);
    }

    @Test
    void whoWasBeatenFollowsTheWinner() {
        Subject backup = Subject.master();
        backup.hear(200, GREATER_ADDRESS);
        backup.hear(0, LESSER_ADDRESS);
        assertThat(backup.untilDeadline()).isEqualTo(MASTER_DOWN);
        backup.hear(0, GREATER_ADDRESS);
        assertThat(backup.untilDeadline()).isEqualTo(SKEW);
    }

    @Test
    void aFloodOfForgedFarewellsCausesNoFailover() {
        Subject backup = Subject.started();
        for (int i = 0; i < 5000; i++) {
            if (i % 1000 == 0) {
                backup.hear(200);
            }
            backup.hear(0, LESSER_ADDRESS);
            assertThat(roles(backup.pass(MILLISECOND))).isEmpty();
        }
    }
}
