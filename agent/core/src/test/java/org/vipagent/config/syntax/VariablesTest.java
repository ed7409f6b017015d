package org.vipagent.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VariablesTest {
    @Test
    void arePutInWithAndWithoutBraces() {
        Reading reading = Reading.of("$A=1", "lid $A", "lid x${A}y", "lid \"q ${A}\"");

        assertThat(reading.lines()).containsExactly("lid 1", "lid x1y", "lid \"q 1\"");
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void arePutInLateAndAgainIntoWhatWasPutIn() {
        Reading reading = Reading.of("$BASE=10.2.${SUB}", "$SUB=0", "lid ${BASE}.100", "$SUB=10", "lid ${BASE}.100");

        assertThat(reading.lines()).containsExactly("lid 10.2.0.100", "lid 10.2.10.100");
    }

    @Test
    void mayBeEmpty() {
        assertThat(Reading.of("$A=", "lid a${A}b").lines()).containsExactly("lid ab");
    }

    @Test
    void mayHoldAWholeBlockAsATemplate() {
        Reading reading =
                Reading.of("$BOX= \\", "  box B_${N} { \\", "    lid $N \\", "  }", "$N=1", "$BOX", "$N=2", "$BOX");

        assertThat(reading.shape()).isEqualTo("box B_1 { lid 1 } ; box B_2 { lid 2 }");
    }

    @Test
    void mayBeDefinedAndUsedWithinATemplate() {
        Reading reading = Reading.of(
                "$IN= \\",
                "lid ${K} \\",
                "lid end",
                "$OUT= \\",
                "box $N { \\",
                "$K=1 \\",
                "$IN \\",
                "$K=2 \\",
                "$IN \\",
                "}",
                "$N=x",
                "$OUT");

        assertThat(reading.shape()).isEqualTo("box x { lid 1 ; lid end ; lid 2 ; lid end }");
    }

    @Test
    void keepThePlaceInTheTemplateForMessages() {
        Reading reading = Reading.of("$T= \\", "box a { \\", "   lid b \\", "}", "$T");

        assertThat(reading.tree().get(0).children().get(0).position()).isEqualTo(new Position(Reading.FILE, 3, 4));
    }

    @Test
    void standWhereTheyWereWritten() {
        Reading reading = Reading.of("$LONG=abcdefgh", "lid ${LONG} next");

        assertThat(reading.tree().get(0).words())
                .extracting(w -> w.position().column())
                .containsExactly(1, 5, 13);
    }

    @Test
    void areLeftAsTextAndToldWhenNotDefined() {
        Reading reading = Reading.of("lid ${NONE} $GONE", "lid");

        assertThat(reading.shape()).isEqualTo("lid ${NONE} $GONE ; lid");
        assertThat(reading.told())
                .containsExactly(
                        "1:5: warning: the variable $NONE is not defined; the text is left as it is",
                        "1:13: warning: the variable $GONE is not defined; the text is left as it is");
    }

    @Test
    void needBracesInTheMiddleOfAWord() {
        Reading reading = Reading.of("$A=1", "lid $A.2");

        assertThat(reading.lines()).containsExactly("lid $A.2");
        assertThat(reading.told())
                .containsExactly(
                        "2:5: warning: $A is put in only before a blank or the end of the line; write it with braces");
    }

    @Test
    void doNotShowWhatIsSecret() {
        assertThat(Reading.of("secret pa$word").problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).doesNotContain("word is").contains("$...");
            assertThat(problem.word()).isEqualTo("$...");
        });
    }

    @Test
    void mayBePredefined() {
        Reading reading = Reading.of("lid ${_PWD} ${_INSTANCE} ${_HASH}${_BANG} ${_ENV HOME}");

        assertThat(reading.lines()).containsExactly("lid /etc/a main #! /root");
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void takeTheInstanceNameWhereThereIsOne() {
        Settings settings = new Settings("main", Optional.of("blue"), Map.of(), 1);

        assertThat(Reading.of(settings, Limits.standard(), "lid ${_INSTANCE}").lines())
                .containsExactly("lid blue");
    }

    @Test
    void drawRandomNumbersInTheirRangeAndTheSameAgain() {
        String[] lines = new String[50];
        Arrays.fill(lines, "lid ${_RANDOM 3 5}");
        Reading reading = Reading.of(lines);

        assertThat(reading.lines()).allMatch(line -> line.matches("lid [345]")).contains("lid 3", "lid 4", "lid 5");
        assertThat(Reading.of(lines).lines()).isEqualTo(reading.lines());
    }

    @Test
    void thatNameThemselvesEndInOneMessage() {
        Reading reading = Reading.of("$A=${A}x", "lid ${A}", "lid after");

        assertThat(reading.lines()).containsExactly("lid after");
        assertThat(reading.told()).singleElement().asString().contains("does one name itself?");
    }

    @Test
    void thatHoldThemselvesAsTemplatesEndInOneMessage() {
        Reading reading = Reading.of("$T= \\", "lid \\", "$T \\", "lid", "$T");

        assertThat(reading.told()).hasSize(1).first().asString().contains("nested deeper than 64");
    }

    @Test
    void tellOfADefinitionThatAnEmptyLineEnds() {
        Reading reading = Reading.of("$T= \\", "lid a \\", "", "lid b", "$T");

        assertThat(reading.lines()).containsExactly("lid b", "lid a");
        assertThat(reading.told()).singleElement().asString().startsWith("3:1: warning: the definition ends here");
    }
}
