package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrioritySettingsTest {
    private static Loading load(String... globals) {
        return Loading.of("global_defs {\n" + String.join("\n", globals) + "\n}\n");
    }

    private static ProcessPriority priority(Loading loading) {
        return loading.config().global().priority();
    }

    @Test
    void areOrdinaryUnlessAsked() {
        assertThat(priority(load()).realTime()).isZero();
        assertThat(priority(load()).nice()).isZero();
        assertThat(priority(load()).highestAutomatic()).isZero();
    }

    @Test
    void areReadInTheUnitsOfKeepalived() {
        Loading loading = load(
                "vrrp_rt_priority 50",
                "vrrp_priority -10",
                "vrrp_rlimit_rttime 20000",
                "max_auto_priority 70",
                "min_auto_priority_delay 2000",
                "vrrp_no_swap");

        assertThat(loading.messages()).isEmpty();
        assertThat(priority(loading))
                .isEqualTo(new ProcessPriority(50, -10, Duration.ofMillis(20), 70, Duration.ofMillis(2), true));
    }

    @Test
    void takeTheOtherSpellingOfTheLimit() {
        assertThat(priority(load("vrrp_rlimit_rtime 3000")).realTimeLimit()).isEqualTo(Duration.ofMillis(3));
    }

    @ParameterizedTest(name = "max_auto_priority {0}")
    @CsvSource({"'', 99", "0, 0", "-1, 0", "7, 7"})
    void sayHowFarTheyMayRiseByThemselves(String parameter, int highest) {
        assertThat(priority(load("max_auto_priority " + parameter)).highestAutomatic())
                .isEqualTo(highest);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "vrrp_rt_priority 0",
        "vrrp_rt_priority 100",
        "vrrp_priority -21",
        "vrrp_rlimit_rttime 1",
        "min_auto_priority_delay 10000001",
        "max_auto_priority 100",
        "vrrp_no_swap maybe"
    })
    void areRefusedOutOfRange(String line) {
        assertThat(load(line).errors()).hasSize(1);
    }
}
