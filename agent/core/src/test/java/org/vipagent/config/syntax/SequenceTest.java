package org.vipagent.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first cases are those of keepalived.conf(5), with the results that keepalived 2.2.7 gives. */
class SequenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "~SEQ(I, 0, 3) a${I};                   a0 a1 a2 a3",
                "~SEQ(I,3) a${I};                       a1 a2 a3",
                "~SEQ(I,-2) a${I};                      a-1 a-2",
                "~SEQ(I,3,1) a${I};                     a3 a2 a1",
                "~SEQ(I, 1, 2, 6) a${I};                a1 a3 a5",
                "~SEQx(I,8,12) a${I};                   a8 a9 aa ab ac",
                "~SEQx(I, 0x90, 0x10, 0xc0) a${I};      a90 aa0 ab0 ac0",
                "~SEQ(I,1,2) ~SEQ(J,7,8) a${I}-${J};    a1-7 a1-8 a2-7 a2-8",
                "~LST(I, a, b) ~SEQ(J,1,2) l${I}${J};   la1 la2 lb1 lb2",
                "~LST({I, K}, {1,2},{3,4}) l${I}-${K};  l1-2 l3-4",
                "~LST({I,K},{1,2},{3}) l${I}-${K};      l1-2 l3-"
            })
    void repeatsTheRestOfTheLine(String line, String results) {
        Reading reading = Reading.of(line);

        assertThat(String.join(" ", reading.lines())).isEqualTo(results);
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void repeatsATemplate() {
        Reading reading = Reading.of("$T= \\", "box B${N} { \\", "lid $N \\", "}", "~SEQ(N, 1, 2) $T");

        assertThat(reading.shape()).isEqualTo("box B1 { lid 1 } ; box B2 { lid 2 }");
    }

    @Test
    void readsTheLargestExampleOfTheManual() {
        Reading reading = Reading.of(
                "$VI4= \\",
                "box vrrp4.${IF}.${NUM}.${ID} { \\",
                "lid 10.${IF}.${NUM}.${ID}/24 \\",
                "}",
                "~SEQ(IF,0,7) ~SEQ(NUM,0,31) ~SEQ(ID,1,254) $VI4");

        assertThat(reading.tree()).hasSize(65_024);
        assertThat(reading.tree().get(65_023).words().get(1).text()).isEqualTo("vrrp4.7.31.254");
    }

    @Test
    void stopsAtTheLimitOfLines() {
        Reading reading = Reading.of(
                Reading.SETTINGS, new Limits(1_000, 64, 100, 1_000), "~SEQ(I,1,99999999) ~SEQ(J,1,99999999) lid");

        assertThat(reading.lines()).hasSizeLessThan(1_001);
        assertThat(reading.told()).singleElement().asString().contains("more than 1000 lines");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~SEQ(I) a",
                "~SEQ(I,1,0,3) a",
                "~SEQ(I,1,-1,3) a",
                "~SEQ(I,1,2,3,4) a",
                "~SEQ(1,2,3) a",
                "~SEQ(I,x) a",
                "~SEQ(I,1,3 a",
                "~LST(I) a",
                "~LST({I,2},a) a"
            })
    void isToldWhenMalformed(String line) {
        Reading reading = Reading.of(line);

        assertThat(reading.lines()).isEmpty();
        assertThat(reading.problems()).singleElement().satisfies(p -> assertThat(p.isError())
                .isTrue());
    }
}
