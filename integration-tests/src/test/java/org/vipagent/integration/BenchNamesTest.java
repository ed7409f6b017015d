package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The benches that the guide names are those that {@code ./dev bench} knows, and each is there. */
class BenchNamesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern IN_DEV = Pattern.compile("(\\w+)\\) only=(\\w+Bench); shift");
    private static final Pattern IN_GUIDE = Pattern.compile("\\./dev bench (\\w+)");

    @Test
    void eachBenchOfTheGuideIsKnownToDevAndEachOfDevIsThere() throws IOException {
        Map<String, String> known = new TreeMap<>();
        Matcher dev = IN_DEV.matcher(Files.readString(ROOT.resolve("dev")));
        while (dev.find()) {
            known.put(dev.group(1), dev.group(2));
        }
        Set<String> named = new TreeSet<>();
        Matcher guide = IN_GUIDE.matcher(Files.readString(ROOT.resolve("docs/guides/benchmarks.md")));
        while (guide.find()) {
            named.add(guide.group(1));
        }
        Set<String> classes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Bench.java"))
                    .forEach(name -> classes.add(name.substring(0, name.length() - ".java".length())));
        }
        assertThat(named).contains("vrrp", "cloud").isSubsetOf(known.keySet());
        assertThat(known.values()).containsExactlyInAnyOrderElementsOf(classes);
    }
}
