package org.vipagent.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
    @ParameterizedTest
    @CsvSource({
        "@main lid, lid",
        "@back lid, ''",
        "@Main lid, ''",
        "@^main lid, ''",
        "@^back lid, lid",
        "@main @^back lid a, lid a",
        "@main @back lid, ''",
        "'   @main   lid', lid"
    })
    void keepALineOnlyForTheNodesThatItNames(String line, String left) {
        assertThat(String.join("", Reading.of(line).lines())).isEqualTo(left);
    }

    @Test
    void mayGuardADefinitionOverSeveralLines() {
        Reading reading =
                Reading.of("$T=x", "@back $T= \\", "lid a \\", "lid b", "@main $T= \\", "lid c \\", "lid d", "$T");

        assertThat(reading.lines()).containsExactly("lid c", "lid d");
    }

    @Test
    void mayComeFromAVariable() {
        assertThat(Reading.of("$IF=@main", "$IF lid a", "$IF=@back", "$IF lid b")
                        .lines())
                .containsExactly("lid a");
    }

    @Test
    void mayStandInATemplate() {
        assertThat(Reading.of("$T= \\", "@main lid a \\", "@back lid b", "$T").lines())
                .containsExactly("lid a");
    }

    @Test
    void needANameRightBehindTheSign() {
        Reading reading = Reading.of("@ main lid");

        assertThat(reading.lines()).isEmpty();
        assertThat(reading.told()).singleElement().asString().startsWith("1:1: warning: expected a configuration id");
    }
}
