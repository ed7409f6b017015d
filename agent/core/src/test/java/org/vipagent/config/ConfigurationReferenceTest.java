package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vipagent.config.Keyword.Support;

/** The reference's lists of words are those of the parser. Rewritten with {@code -Dreference.rewrite=true}. */
class ConfigurationReferenceTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "reference", "configuration.md");
    private static final String MARK = "<!-- words -->\n";

    @Test
    void thePageListsTheWordsOfTheParser() throws IOException {
        String page = Files.readString(PAGE);
        String upToTheMark = page.substring(0, page.indexOf(MARK) + MARK.length());
        String expected = upToTheMark + words();
        if (Boolean.getBoolean("reference.rewrite")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    @Test
    void theExampleOnThePageIsValid() throws IOException {
        String page = Files.readString(PAGE);
        String example = page.substring(page.indexOf("```text\n") + 8, page.indexOf("```\n\n`vip_lifetime`"));
        // All kinds of credentials stand there to be seen; a file has one.
        String one = example.lines()
                .filter(line -> !line.contains("credentials_systemd") && !line.contains("credentials_idcfrc"))
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(Loading.of(one).messages()).isEmpty();
    }

    private static String words() {
        StringBuilder text = new StringBuilder();
        Language language = Language.standard();
        language.all().forEach((kind, vocabulary) -> {
            text.append("\n### ")
                    .append(kind.equals(Language.TOP) ? "Top level" : kind)
                    .append('\n');
            for (Support support : Support.values()) {
                List<String> words = words(vocabulary, support);
                if (!words.isEmpty()) {
                    text.append("\n- ")
                            .append(title(support))
                            .append(": ")
                            .append(String.join(", ", words))
                            .append('\n');
                }
            }
        });
        return text.toString();
    }

    private static String title(Support support) {
        return switch (support) {
            case SUPPORTED -> "acted on";
            case UNSUPPORTED -> "known, not acted on (warning)";
            case REFUSED -> "refused (error)";
        };
    }

    private static List<String> words(Vocabulary vocabulary, Support support) {
        TreeSet<String> words = new TreeSet<>();
        for (String word : vocabulary.words()) {
            if (vocabulary.find(word).orElseThrow().support() == support) {
                words.add("`" + word + "`");
            }
        }
        return List.copyOf(words);
    }
}
