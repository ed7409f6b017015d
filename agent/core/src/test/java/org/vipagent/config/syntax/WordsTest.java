package org.vipagent.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    private static String joined(List<Word> words) {
        return String.join("|", words.stream().map(Word::text).toList());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a b  c,                 a|b|c",
                "a \"b c\" d,            a|b c|d",
                "ab\"cd\"ef,             ab|cd|ef",
                "a 'b c',                a|'b|c'",
                "a \"\" b,               a||b",
                "a \"b,                  a|b"
            })
    void arePlainlyPartedByBlanksAndDoubleQuotes(String line, String words) {
        assertThat(joined(Words.plain(new Line("f", 1, line)))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "a b;                       a|b",
                "a 'b c' d;                 a|b c|d",
                "ab\"c d\"ef;               abc def",
                "'a \"b\"' c;               a \"b\"|c",
                "a\\ b c;                   a b|c",
                "a \\\"b;                   a|\"b",
                "\\x41\\102\\\\;            AB\\",
                "x\\tz;                     x\tz"
            })
    void areJoinedByQuotesAndEscapedInScripts(String line, String words) {
        Optional<List<Word>> split = ScriptWords.split(new Line("f", 1, line));

        assertThat(joined(split.orElseThrow())).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {"a 'b", "a \"b c'", "'"})
    void areNoneInAScriptWhoseQuoteIsOpen(String line) {
        assertThat(ScriptWords.split(new Line("f", 1, line))).isEmpty();
    }

    @Test
    void knowWhereTheyStand() {
        List<Word> words = Words.plain(new Line("f", 7, "ab \"c\" d"));

        assertThat(words).extracting(w -> w.position().column()).containsExactly(1, 4, 8);
        assertThat(words).extracting(Word::quoted).containsExactly(false, true, false);
    }
}
