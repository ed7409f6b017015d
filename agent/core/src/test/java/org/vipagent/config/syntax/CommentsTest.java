package org.vipagent.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "# all of it            | ``",
                "! all of it            | ``",
                "priority 100 # why     | priority 100",
                "priority 100 ! why     | priority 100",
                "a \\# b                | a # b",
                "a \\! b \\# c # d      | a ! b # c",
                "a \"# b\" c            | a \"# b\" c",
                "a \"b\" # \"c          | a \"b\"",
                "  a   b                | a   b",
                "a { } # why            | a { }"
            })
    void endAtAMarkOutsideQuotes(String line, String left) {
        Reading reading = Reading.of(line);

        assertThat(String.join("", reading.lines())).isEqualTo(left);
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void areToldWhereTheyCutAWord() {
        Reading reading = Reading.of("secret ab#cd", "secret abc!");

        assertThat(reading.lines()).containsExactly("secret ab", "secret abc");
        assertThat(reading.told())
                .containsExactly(
                        "1:10: warning: # starts a comment here, in the middle of a word, and the rest is lost; quote the"
                                + " word or write \\#",
                        "2:11: warning: ! starts a comment here, in the middle of a word, and the rest is lost; quote the"
                                + " word or write \\!");
    }

    @Test
    void mayStartWithASemicolonWhichIsToldOnce() {
        Reading reading = Reading.of("; one", "lid ;x", "  ; two");

        assertThat(reading.lines()).containsExactly("lid ;x");
        assertThat(reading.told()).singleElement().asString().startsWith("1:1: warning: a comment starts with # or !");
    }

    @Test
    void keepTheColumnsOfWhatFollowsAnEscape() {
        Reading reading = Reading.of("a\\#b c");

        Statement statement = reading.tree().get(0);
        assertThat(statement.words()).extracting(Word::text).containsExactly("a#b", "c");
        assertThat(statement.words().get(1).position()).isEqualTo(new Position(Reading.FILE, 1, 6));
    }

    @Test
    void doNotHideAQuoteThatIsNotClosed() {
        assertThat(Reading.of("lid \"a b").told()).containsExactly("1:5: error: the quote is not closed on this line");
    }
}
