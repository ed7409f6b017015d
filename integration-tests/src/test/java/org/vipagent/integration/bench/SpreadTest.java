package org.vipagent.integration.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void isMedianLeastAndMost() {
        assertThat(Spread.of(List.of(36.8, 36.2, 36.33))).isEqualTo(new Spread(36.33, 36.2, 36.8, 3));
        assertThat(Spread.of(List.of(4.0, 1.0)).median()).isEqualTo(2.5);
    }

    @Test
    void showsAsManyDigitsAsMatter() {
        assertThat(Spread.of(List.of(3609.4, 361.2, 0.02)).text()).isEqualTo("361 [0.02..3609]");
    }

    @Test
    void theProtocolsTimesAreThoseOfTheRfc() {
        // RFC 9568 §6.1 with priority 100
        assertThat(Pace.V2_1S.masterDownMillis(100)).isEqualTo(3_609.375);
        assertThat(Pace.V3_100MS.masterDownMillis(100)).isEqualTo(360.9375);
        assertThat(Pace.of(List.of("1", "0.1", "0.01"))).containsExactly(Pace.values());
    }
}
