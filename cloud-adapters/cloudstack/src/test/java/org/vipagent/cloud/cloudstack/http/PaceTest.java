package org.vipagent.cloud.cloudstack.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long LONG = Duration.ofMinutes(1).toNanos();

    @Test
    void fourTimesAsManyAsPerSecondGoAtOnceAndThenOneAfterTheOther() {
        Pace pace = new Pace("test", 1);

        long[] waits = LongStream.generate(() -> pace.reserve(LONG)).limit(8).toArray();

        // One per second, and the burst of four; one more where the clock has gone on to the next second meanwhile.
        assertThat(LongStream.of(waits).filter(w -> w == 0).count()).isBetween(5L, 6L);
        assertThat(waits[7]).isBetween(1L, Duration.ofSeconds(3).toNanos());
    }

    @Test
    void aTurnThatWouldComeTooLateIsNotTaken() {
        Pace pace = new Pace("test", 1);
        LongStream.range(0, 8).forEach(i -> pace.reserve(LONG));

        for (int i = 0; i < 100; i++) {
            assertThat(pace.reserve(1)).isNegative();
        }

        assertThat(pace.reserve(LONG)).isLessThan(Duration.ofSeconds(5).toNanos());
    }
}
