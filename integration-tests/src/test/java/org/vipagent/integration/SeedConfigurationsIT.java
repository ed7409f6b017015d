package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code vipagent check} on configurations as how-tos print them, through the installed launcher. */
class SeedConfigurationsIT {
    private static final Path SEEDS = Path.of("..", "agent", "core", "src", "test", "resources", "seeds");

    private record Checked(int exit, List<String> lines) {}

    private static Checked check(String file, String... options) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("vipagent.home"), "bin", "vipagent").toString(),
                "check",
                "-f",
                SEEDS.resolve(file).toString()));
        words.addAll(List.of(options));
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            System.out.printf("[check] %s: exit %d%n%s", String.join(" ", words.subList(1, words.size())), exit, text);
            return new Checked(exit, text.lines().toList());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"000-lb.conf, 1", "003-keep1.conf, 1", "003-keep2.conf, 1", "002.conf, 6", "001-lb1-mended.conf, 7"})
    void whatCanBeUsedIsUsableAndStrictCountsItsWarnings(String file, int warnings) {
        Checked plain = check(file);
        assertThat(plain.exit()).isZero();
        assertThat(plain.lines()).filteredOn(l -> l.contains(": warning: ")).hasSize(warnings);
        assertThat(plain.lines()).noneMatch(l -> l.contains(": error: "));
        assertThat(check(file, "--strict").exit()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"001-lb1.conf", "001-lb2.conf"})
    void theMistypedWordIsAnErrorWithTheRightOneBesideIt(String file) {
        Checked checked = check(file, "--strict");
        assertThat(checked.exit()).isEqualTo(5);
        assertThat(checked.lines())
                .anyMatch(l -> l.contains(":28:1: error:")
                        && l.contains("virtusl_server")
                        && l.contains("did you mean virtual_server?"))
                .anyMatch(l -> l.contains(":1:1: warning: a comment starts with # or !"));
    }

    @Test
    void aFileThatIsNotThereIsSaidInOneLine() {
        Checked checked = check("none.conf");
        assertThat(checked.exit()).isEqualTo(4);
        assertThat(checked.lines()).hasSize(1);
    }
}
