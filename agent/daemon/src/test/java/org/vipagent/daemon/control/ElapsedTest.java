package org.vipagent.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElapsedTest {
    @ParameterizedTest(name = "{0} ms: {1}")
    @CsvSource({
        "-5, 0.0 s",
        "0, 0.0 s",
        "340, 0.3 s",
        "9900, 9.9 s",
        "10000, 10 s",
        "119999, 119 s",
        "120000, 2 min",
        "7199999, 119 min",
        "7200000, 2 h",
        "172799999, 47 h",
        "172800000, 2 d"
    })
    void saysHowLongAgoInOneNumber(long millis, String words) {
        assertThat(Elapsed.words(millis * 1_000_000)).isEqualTo(words);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"0.01, 0.01 s", "0.1, 0.1 s", "1, 1 s", "40.95, 40.95 s", "255, 255 s"})
    void saysAnIntervalExactly(double seconds, String words) {
        assertThat(Elapsed.interval(seconds)).isEqualTo(words);
    }
}
