package org.vipagent.cloud.cloudstack.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServerClockTest {
    private static final Instant HERE = Instant.parse("2026-11-21T02:00:00Z");

    @Test
    void learnsHowWrongThisMachinesClockIs() {
        ServerClock clock = ServerClock.UNKNOWN.heard("Sat, 21 Nov 2026 02:41:15 GMT", HERE);

        assertThat(clock.at(HERE)).isEqualTo("2026-11-21T02:41:15Z");
        assertThat(clock.at(HERE.plusSeconds(5))).isEqualTo("2026-11-21T02:41:20Z");
    }

    @Test
    void keepsWhatItKnowsWhenAHeaderIsNoDate() {
        ServerClock clock = ServerClock.UNKNOWN.heard("Sat, 21 Nov 2026 02:41:15 GMT", HERE);

        assertThat(clock.heard("yesterday", HERE)).isEqualTo(clock);
    }
}
