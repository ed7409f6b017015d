package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** The three clocks of a machine, read by a thread that may be kept from running at any point. */
class MomentTest {
    private static final long MILLISECOND = 1_000_000L;
    private static final long BOOTTIME_AHEAD = 5_000 * MILLISECOND;
    private static final long REALTIME_AHEAD = 9_000 * MILLISECOND;

    private long now = 1_000 * MILLISECOND;
    private long suspended;
    private int readings;
    /** The reading before which the thread waits for the processor; 0 for none. */
    private int heldUpBefore;

    private long heldUpFor = 400 * MILLISECOND;
    private boolean always;

    private final Moment moment = new Moment(
            clock(0), clock(REALTIME_AHEAD), () -> clock(BOOTTIME_AHEAD).getAsLong() + suspended);
    private final PauseDetector pauses = new PauseDetector(BOOTTIME_AHEAD + now, REALTIME_AHEAD + now, now);

    private LongSupplier clock(long ahead) {
        return () -> {
            readings++;
            if (readings == heldUpBefore || always) {
                now += heldUpFor;
            }
            return now + ahead;
        };
    }

    private boolean stoodStill() {
        return moment.read() && pauses.stoodStill(moment.boottime(), moment.realtime(), moment.monotonic());
    }

    @Test
    void aThreadThatIsHeldUpBetweenTwoClocksSeesNoPauseOfTheMachine() {
        for (int before = 1; before <= 4; before++) {
            readings = 0;
            heldUpBefore = before;
            assertThat(stoodStill()).as("held up before clock " + before).isFalse();
        }
        heldUpBefore = 0;
        assertThat(stoodStill()).isFalse();
    }

    @Test
    void oneThatIsHeldUpAllTheTimeDoesNotJudge() {
        always = true;

        assertThat(moment.read()).isFalse();
    }

    @Test
    void aSuspendIsSeenInTheReadingInWhichItFallsOrInTheNext() {
        suspended += 400 * MILLISECOND;

        assertThat(stoodStill()).isTrue();
        assertThat(stoodStill()).isFalse();
    }

    @Test
    void aSuspendDuringWhichNothingCouldBeJudgedIsSeenAfterwards() {
        always = true;
        suspended += 400 * MILLISECOND;
        assertThat(stoodStill()).isFalse();
        always = false;

        assertThat(stoodStill()).isTrue();
    }

    @Test
    void aMomentIsAsShortAsTheReadingItself() {
        heldUpFor = 5 * MILLISECOND;
        heldUpBefore = 3;

        assertThat(moment.read()).isTrue();
        assertThat(moment.boottime() - moment.monotonic()).isEqualTo(BOOTTIME_AHEAD + 5 * MILLISECOND);
    }
}
