package org.vipagent.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesTest {
    @Test
    void mayEndInCarriageReturnAndNewline() {
        Reading reading = Reading.of("box a {\r", "lid\r", "}\r");

        assertThat(reading.shape()).isEqualTo("box a { lid }");
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void mayFollowAByteOrderMark() {
        Reading reading = Reading.of("\ufeffbox a {", "}");

        assertThat(reading.shape()).isEqualTo("box a {  }");
        assertThat(reading.told())
                .singleElement()
                .asString()
                .startsWith("1:1: warning: the file starts with a byte order");
    }

    @Test
    void areReadWholeHoweverLong() {
        String word = "x".repeat(1_500);
        Reading reading = Reading.of("lid " + word + " end", "lid short");

        assertThat(reading.shape()).isEqualTo("lid " + word + " end ; lid short");
        assertThat(reading.told())
                .singleElement()
                .asString()
                .startsWith("1:1025: warning: the line has more than 1024");
    }

    @Test
    void mayBeIndentedByTabs() {
        Reading reading = Reading.of("box a {", "\t\tlid\tb", "\t}");

        assertThat(reading.shape()).isEqualTo("box a { lid b }");
        assertThat(reading.tree().get(0).children().get(0).position()).isEqualTo(new Position(Reading.FILE, 2, 3));
    }

    @Test
    void areContinuedByABackslashOnlyInDefinitions() {
        Reading reading = Reading.of("lid \\", "b");

        assertThat(reading.lines()).containsExactly("lid", "b");
        assertThat(reading.told())
                .singleElement()
                .asString()
                .startsWith("1:4: error: a line is continued by a backslash");
    }
}
