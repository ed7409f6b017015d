package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.vrrp.Subject.MILLISECOND;
import static org.vipagent.vrrp.Subject.SECOND;
import static org.vipagent.vrrp.Subject.sent;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a master advertises: on a schedule of its own, whatever delays the machine has. */
class ScheduleTest {
    @ParameterizedTest(name = "{0} ms")
    @ValueSource(longs = {10, 100, 1000, 40_950})
    void startsUpToAFiftiethEarlyAndNeverLate(long millis) {
        long interval = millis * MILLISECOND;
        Set<Long> phases = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            Subject master = new Subject(config -> config.advertIntervalNanos(interval));
            master.now += i * interval / 500 + 7919L * i;
            master.start();
            master.pass(master.untilDeadline());
            assertThat(master.router.role()).isEqualTo(Role.MASTER);
            assertThat(master.untilDeadline()).isBetween(interval - interval / 50 + 1, interval);
            phases.add(master.router.nextDeadline() % interval);
        }
        assertThat(phases).hasSizeLessThanOrEqualTo(50);
    }

    @Test
    void keepsThePhaseThatItStartedWith() {
        Subject master = Subject.master();
        long phase = master.router.nextDeadline() % SECOND;
        for (int i = 0; i < 100; i++) {
            master.pass(master.untilDeadline());
            assertThat(master.router.nextDeadline() % SECOND).isEqualTo(phase);
        }
    }

    @Test
    void latenessDoesNotAddUp() {
        Subject master = Subject.master(config -> config.advertIntervalNanos(10 * MILLISECOND));
        long from = master.now;
        int adverts = 0;
        while (master.now < from + 60 * SECOND) {
            master.standStill(master.untilDeadline() + 3 * MILLISECOND);
            adverts += sent(master.judge()).size();
        }
        assertThat(adverts).isBetween(5999, 6001);
    }

    /** Every advert that was due is sent, as long as the others cannot have given us up. */
    @ParameterizedTest(name = "late by {0} ms: {1} adverts")
    @CsvSource({"0, 1", "9, 1", "10, 2", "15, 2", "25, 3", "30, 4", "36, 4"})
    void makesUpForWhatAShortDelayMissed(long late, int adverts) {
        Subject master = Subject.master(config -> config.advertIntervalNanos(10 * MILLISECOND));
        long due = master.router.nextDeadline();
        master.standStill(due - master.now + late * MILLISECOND);
        assertThat(sent(master.judge())).hasSize(adverts).containsOnly(100);
        assertThat(master.router.nextDeadline()).isEqualTo(due + (late / 10 + 1) * 10 * MILLISECOND);
    }

    @Test
    void makesUpForNothingOlderThanAHundredMilliseconds() {
        Subject slow = Subject.master();
        slow.standStill(slow.untilDeadline() + 2300 * MILLISECOND);
        assertThat(sent(slow.judge())).hasSize(1);
        Subject patient = Subject.master(
                config -> config.advertIntervalNanos(10 * MILLISECOND).downTimerAdverts(100));
        patient.standStill(patient.untilDeadline() + 900 * MILLISECOND);
        assertThat(sent(patient.judge())).hasSize(1);
    }

    @Test
    void countsWhatWasLateWhatWasMadeUpForAndWhatWasLeftOut() {
        Subject master = Subject.master(config -> config.advertIntervalNanos(10 * MILLISECOND));
        assertThat(master.router.counters().punctuality()).isEqualTo(new Punctuality(0, 0, 0, 0, 0, 0));
        master.standStill(master.untilDeadline() + 5 * MILLISECOND);
        master.judge();
        assertThat(master.router.counters().punctuality()).isEqualTo(new Punctuality(0, 0, 0, 0, 0, 0));
        master.standStill(master.untilDeadline() + 25 * MILLISECOND);
        master.judge();
        assertThat(master.router.counters().punctuality()).isEqualTo(new Punctuality(0, 0, 1, master.now, 2, 0));
        Subject slow = Subject.master();
        slow.standStill(slow.untilDeadline() + 2300 * MILLISECOND);
        slow.judge();
        assertThat(slow.router.counters().punctuality()).isEqualTo(new Punctuality(0, 0, 1, slow.now, 0, 2));
    }

    @Test
    void countsAPauseOnceAndEachAdvertThatItCost() {
        Subject master = Subject.master();
        master.standStill(master.untilDeadline() + 10 * SECOND);
        long noticedAt = master.now;
        master.judge();
        master.pass(20 * SECOND);
        Punctuality seen = master.router.counters().punctuality();
        assertThat(seen.pauses()).isEqualTo(1);
        assertThat(seen.lastPauseAt()).isBetween(noticedAt, noticedAt + SECOND);
        assertThat(seen.leftOut()).isBetween(10L, 11L);
        Subject backup = Subject.started();
        backup.standStill(60 * SECOND);
        backup.judge();
        assertThat(backup.router.counters().punctuality().pauses()).isEqualTo(1);
    }

    @Test
    void sendsOneAdvertAfterAPauseHoweverManyWereDue() {
        Subject master = Subject.master(config -> config.advertIntervalNanos(10 * MILLISECOND));
        master.standStill(10 * SECOND);
        assertThat(sent(master.judge())).hasSize(1);
    }
}
