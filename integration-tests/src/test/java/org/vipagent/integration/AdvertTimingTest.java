package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.vipagent.integration.Capture.WireAdvert;

/** The judge of the stress bench is judged here. */
class AdvertTimingTest {
    private static final Instant FROM = Instant.ofEpochSecond(1_800_000_000);
    private static final Duration INTERVAL = Duration.ofMillis(10);
    private static final Offset<Double> EXACTLY = within(1e-6);

    private static AdvertTiming seen(int millis, WireAdvert... adverts) {
        return AdvertTiming.of(List.of(adverts), FROM, FROM.plusMillis(millis), INTERVAL);
    }

    private static WireAdvert at(double millis, String source) {
        return new WireAdvert(FROM.plusNanos((long) (millis * 1e6)), "02:00:00:00:00:01", source, 150, 1, 3);
    }

    @Test
    void anExactSenderHasNoError() {
        AdvertTiming timing = seen(35, at(2, "a"), at(12, "a"), at(22, "a"), at(32, "a"));

        assertThat(timing.seen()).isEqualTo(4);
        assertThat(timing.share()).isEqualTo(1);
        assertThat(timing.lateness().most()).isZero();
        assertThat(timing.interval().most()).isZero();
    }

    @Test
    void oneLateAdvertOnAnAbsoluteScheduleIsLateOnceAndMissesTwoIntervals() {
        AdvertTiming timing = seen(35, at(2, "a"), at(15, "a"), at(22, "a"), at(32, "a"));

        assertThat(timing.share()).isEqualTo(1);
        assertThat(timing.lateness().most()).isEqualTo(3, EXACTLY);
        assertThat(timing.lateness().median()).isZero();
        assertThat(timing.interval().most()).isEqualTo(3, EXACTLY);
    }

    @Test
    void whoStartsAnewFromEachAdvertLagsMoreAndMoreAndSendsTooFew() {
        List<WireAdvert> adverts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            adverts.add(at(i * 10.5, "a"));
        }
        AdvertTiming timing = AdvertTiming.of(adverts, FROM, FROM.plusMillis(1045), INTERVAL);

        assertThat(timing.interval().most()).isEqualTo(0.5, EXACTLY);
        assertThat(timing.lateness().most()).isEqualTo(49.5, EXACTLY);
        assertThat(timing.share()).isEqualTo(100 / 105.0, EXACTLY);
    }

    @Test
    void anotherSenderIsAHandoverAndNoInterval() {
        AdvertTiming timing = seen(45, at(0, "a"), at(10, "a"), at(17, "b"), at(20, "a"), at(30, "a"));

        assertThat(timing.handovers()).isEqualTo(2);
        assertThat(timing.interval().most()).isZero();
    }

    @Test
    void silenceSendsNothingOfWhatIsDue() {
        AdvertTiming timing = seen(100, at(200, "a"));

        assertThat(timing.seen()).isZero();
        assertThat(timing.due()).isEqualTo(10);
    }
}
