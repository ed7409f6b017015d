package org.vipagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** House rules that no compiler knows: sizes, names, and what must not stand in a source file. */
class TidyTest {
    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_METHOD = 60;
    private static final Pattern METHOD_START = Pattern.compile(
            "^    (?:(?:public|protected|private|static|final|synchronized|default) )*[\\w<>\\[\\], .?]+ \\w+\\(.*");
    private static final Pattern MUTABLE_STATIC = Pattern.compile(
            "^ *(?:public |protected |private )?static (?!final|class|record|enum|interface|abstract|sealed|<|void)[\\w<>\\[\\], .?]+ \\w+ *(?:=|;).*");
    private static final Pattern BAD_NAME = Pattern.compile(".*(?:Manager|Helper|Utils?|Impl)\\.java");

    private static List<Path> mainSources;
    private static List<Path> allFiles;

    @BeforeAll
    static void findSources() throws IOException {
        Path root = root();
        try (Stream<Path> files = Files.walk(root)) {
            allFiles = files.filter(Files::isRegularFile)
                    .filter(p -> {
                        String path = root.relativize(p).toString();
                        return !path.startsWith(".git/") && !path.contains("target/");
                    })
                    .toList();
        }
        mainSources = allFiles.stream()
                .filter(p -> p.toString().endsWith(".java"))
                .filter(p -> p.toString().contains("/src/main/"))
                .toList();
        assertThat(mainSources).hasSizeGreaterThan(50);
    }

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("dev"))) {
            at = at.getParent();
        }
        return at;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noFileIsLongerThanARoomMayBe() {
        List<String> tooLong = mainSources.stream()
                .filter(p -> lines(p).size() > LONGEST_FILE)
                .map(p -> p + ": " + lines(p).size() + " lines")
                .toList();
        assertThat(tooLong).isEmpty();
    }

    @Test
    void noMethodIsLongerThanAScreen() {
        List<String> tooLong = new ArrayList<>();
        for (Path file : mainSources) {
            List<String> lines = lines(file);
            int start = -1;
            for (int i = 0; i < lines.size(); i++) {
                if (METHOD_START.matcher(lines.get(i)).matches()) {
                    start = i;
                } else if (start >= 0 && lines.get(i).equals("    }")) {
                    if (i - start + 1 > LONGEST_METHOD) {
                        tooLong.add(file + ":" + (start + 1) + ": " + (i - start + 1) + " lines");
                    }
                    start = -1;
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void nothingStaticChanges() {
        assertThat(matching(mainSources, MUTABLE_STATIC)).isEmpty();
    }

    @Test
    void namesSayWhatAClassIs() {
        assertThat(mainSources.stream()
                        .filter(p -> BAD_NAME.matcher(p.toString()).matches()))
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        List<Path> silent = mainSources.stream()
                .map(Path::getParent)
                .distinct()
                .filter(p -> !Files.exists(p.resolve("package-info.java")))
                .toList();
        assertThat(silent).isEmpty();
    }

    @Test
    void nothingIsLeftForLaterAndNoErrorIsSwallowed() {
        // Written apart, so that this file does not find itself.
        Pattern left = Pattern.compile(".*(?:TO" + "DO|FIX" + "ME|print" + "StackTrace).*");
        assertThat(matching(mainSources, left)).isEmpty();
    }

    @Test
    void onlyTheCommandLineWritesToTheConsole() {
        List<Path> others = mainSources.stream()
                .filter(p -> !p.toString().contains("/daemon/"))
                .filter(p -> !p.getFileName().toString().endsWith("Main.java"))
                .toList();
        assertThat(matching(others, Pattern.compile(".*System\\.(?:out|err)\\..*")))
                .isEmpty();
    }

    /** A process can run one fuzzer, and would leave out a second one of the same class in silence. */
    @Test
    void everyFuzzerStandsAlone() {
        List<Path> fuzzers = allFiles.stream()
                .filter(p -> p.toString().matches(".*/agent/fuzz/src/test/java/.*Fuzz\\.java"))
                .toList();
        assertThat(fuzzers).isNotEmpty();
        assertThat(fuzzers).allSatisfy(p -> assertThat(lines(p)).containsOnlyOnce("    @FuzzTest"));
    }

    @Test
    void noFileNamesAPackageRegistry() {
        Pattern registry =
                Pattern.compile(".*(?:repo1?\\.maven|deb\\.debian|registry\\.npm).*", Pattern.CASE_INSENSITIVE);
        List<Path> text = allFiles.stream()
                .filter(p -> p.toString().matches(".*\\.(?:java|xml|md|sh|conf|properties)|.*/dev|.*/run"))
                .filter(p -> !p.getFileName().toString().equals("TidyTest.java"))
                .toList();
        assertThat(matching(text, registry)).isEmpty();
    }

    private static List<String> matching(List<Path> files, Pattern pattern) {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).matches()) {
                    found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
            }
        }
        return found;
    }
}
