package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AutomaticPriorityTest {
    private static final long SECOND = 1_000_000_000L;

    private final AutomaticPriority upTo3 = new AutomaticPriority(3, SECOND);

    @Test
    void risesStepByStepUpToItsHighest() {
        assertThat(upTo3.next(0)).isEqualTo(1);
        assertThat(upTo3.next(2)).isEqualTo(3);
        assertThat(upTo3.next(3)).isEqualTo(3);
    }

    @Test
    void leavesAConfiguredPriorityAboveItsHighestAlone() {
        assertThat(upTo3.next(50)).isEqualTo(50);
    }

    @Test
    void onlyMoreThanTheDelayIsTooLate() {
        assertThat(upTo3.isTooLate(SECOND)).isFalse();
        assertThat(upTo3.isTooLate(SECOND + 1)).isTrue();
    }

    @Test
    void nothingIsTooLateWhereNothingMayRise() {
        assertThat(new AutomaticPriority(0, SECOND).isTooLate(10 * SECOND)).isFalse();
    }
}
