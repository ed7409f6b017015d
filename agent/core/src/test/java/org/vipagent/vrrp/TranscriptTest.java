package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Stories on a scripted link, one file each: commands in, everything that happened below them. {@code
 * -Dtranscripts.rewrite=true} writes the files anew; what changed is to be read as a diff.
 */
class TranscriptTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/transcripts");

    static Stream<Path> transcripts() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void tellsTheSameStory(Path file) throws IOException {
        List<String> written = Files.readAllLines(file);
        List<String> told = new ArrayList<>();
        Script script = new Script();
        for (String line : written) {
            if (line.startsWith(">") || line.startsWith("=")) {
                continue;
            }
            told.add(line);
            if (!line.isBlank() && !line.startsWith("#")) {
                told.addAll(script.perform(line));
            }
        }
        if (Boolean.getBoolean("transcripts.rewrite")) {
            Files.write(file, told);
        }
        assertThat(String.join("\n", told)).isEqualTo(String.join("\n", Files.readAllLines(file)));
    }
}
