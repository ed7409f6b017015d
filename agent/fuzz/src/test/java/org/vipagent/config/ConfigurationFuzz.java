package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.config.syntax.Limits;
import org.vipagent.fuzz.Garbage;
import org.vipagent.fuzz.Recorded;
import org.vipagent.net.IpAddress;

/**
 * Configurations, with what they include. No file is touched: the others lie in memory.
 *
 * <p>An input is: the main file, then one file for each 0x01, called b.conf, c.conf, d.conf and so on.
 */
class ConfigurationFuzz {
    private static final String MAIN = "/c/a.conf";
    private static final ConfigLoader LOADER = new ConfigLoader(new Limits(2_000, 16, 200, 4_096));
    private static final long MOST_GARBAGE = 256L << 20;
    private static final LoadOptions OPTIONS =
            new LoadOptions("node1", Map.of("X", "10.0.0.1"), Optional.empty(), Set.of(IpAddress.parse("10.0.0.2")), 5);

    static Stream<byte[]> configurations() {
        return Recorded.configurations();
    }

    @MethodSource("configurations")
    @FuzzTest
    void everyTextIsAConfigurationOrHasAnErrorWithItsPlace(byte[] input) {
        InMemory files = InMemory.of(new String(input, StandardCharsets.UTF_8));
        LoadedConfig loaded = Garbage.atMost(MOST_GARBAGE, () -> load(files));

        assertThat(loaded.config().isPresent()).isNotEqualTo(loaded.hasErrors());
        for (Diagnostic diagnostic : loaded.diagnostics()) {
            assertThat(diagnostic.render()).doesNotContain("\n").doesNotContain("\r");
            SourcePosition place = diagnostic.position();
            assertThat(place.line()).isBetween(1, files.lines(place.file()));
            assertThat(place.column()).isPositive();
        }
        assertThat(load(files)).as("read again").isEqualTo(loaded);
    }

    private static LoadedConfig load(InMemory files) {
        return LOADER.load(Path.of(MAIN), files, OPTIONS);
    }

    /** The files of an input. */
    private record InMemory(Map<String, String> texts) implements SourceReader {
        static InMemory of(String input) {
            Map<String, String> texts = new TreeMap<>();
            char name = 'a';
            for (String text : input.split("\u0001", 20)) {
                texts.put("/c/" + name++ + ".conf", text);
            }
            return new InMemory(texts);
        }

        int lines(String file) {
            String text = texts.get(file);
            assertThat(text).as("the file %s that is spoken of", file).isNotNull();
            return 1 + (int) text.chars().filter(c -> c == '\n').count();
        }

        @Override
        public Source read(Path file) {
            String text = texts.get(file.toString());
            return text == null ? new Unreadable("no such file") : new Text(text, file.endsWith("c.conf"));
        }

        @Override
        public Source readSecret(Path file) {
            return read(file);
        }

        @Override
        public List<Path> expand(Path directory, String pattern) {
            String glob = directory.resolve(pattern).normalize().toString();
            try {
                PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
                return texts.keySet().stream()
                        .map(Path::of)
                        .filter(matcher::matches)
                        .toList();
            } catch (PatternSyntaxException e) {
                return List.of();
            }
        }
    }
}
