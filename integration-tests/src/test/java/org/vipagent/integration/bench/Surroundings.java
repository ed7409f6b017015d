package org.vipagent.integration.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where and beside what else a run took place: figures without it say little. */
final class Surroundings {
    private final Instant startedAt = Instant.now();
    private final String loadBefore = load();

    private static String load() {
        return read("/proc/loadavg").strip();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By name, in the order in which they are worth reading. */
    Map<String, String> describe(List<Program> programs) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("startedAt", startedAt.toString());
        facts.put("seconds", Long.toString(Instant.now().getEpochSecond() - startedAt.getEpochSecond()));
        facts.put("kernel", System.getProperty("os.version"));
        facts.put("processors", Runtime.getRuntime().availableProcessors() + " x " + processor());
        facts.put("memory", read("/proc/meminfo").lines().findFirst().orElse("").replaceAll("\\s+", " "));
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        programs.forEach(p -> facts.put(p.text(), p.version()));
        facts.put("loadBefore", loadBefore);
        facts.put("loadAfter", load());
        return facts;
    }

    private static String processor() {
        return read("/proc/cpuinfo")
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
