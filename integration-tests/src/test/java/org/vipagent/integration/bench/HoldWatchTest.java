package org.vipagent.integration.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.integration.bench.HoldWatch.Change;

/** For how long two hold the address at once. */
class HoldWatchTest {
    private static final List<Change> FROM_10_TO_50 = List.of(new Change(10, true), new Change(50, false));

    @Test
    void countsTheTimeInWhichBothHold() {
        assertThat(HoldWatch.both(FROM_10_TO_50, List.of(new Change(30, true)), 0, 100))
                .isEqualTo(20);
    }

    @Test
    void countsOnlyWhatLiesInTheSpan() {
        List<Change> always = List.of(new Change(0, true));

        assertThat(HoldWatch.both(FROM_10_TO_50, always, 20, 40)).isEqualTo(20);
        assertThat(HoldWatch.both(FROM_10_TO_50, always, 45, 200)).isEqualTo(5);
        assertThat(HoldWatch.both(always, always, 60, 90)).isEqualTo(30);
    }

    @Test
    void addsSeveralOverlaps() {
        List<Change> twice =
                List.of(new Change(15, true), new Change(20, false), new Change(40, true), new Change(60, false));

        assertThat(HoldWatch.both(FROM_10_TO_50, twice, 0, 100)).isEqualTo(15);
    }

    @Test
    void aHandOverInOrderIsNoOverlap() {
        assertThat(HoldWatch.both(FROM_10_TO_50, List.of(new Change(50, true)), 0, 100))
                .isZero();
        assertThat(HoldWatch.both(FROM_10_TO_50, List.of(), 0, 100)).isZero();
    }
}
