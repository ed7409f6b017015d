package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Needs root. In processes of their own, since their threads run in real time. */
class UrgencyTest {
    @Test
    void givesRealTimeUpWhereTheEngineNeverWaitsOnTheOnlyProcessor() throws Exception {
        assertThat(runaway(50)).isEqualTo("given up\n");
    }

    @Test
    void givesRealTimeUpWhereAllItsThreadsShareTheLowestPriority() throws Exception {
        assertThat(runaway(1)).isEqualTo("given up\n");
    }

    private static String runaway(int priority) throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // Ordinary at first even where the tests run in the idle class, which gets next to nothing of a twentieth.
        Process process = new ProcessBuilder(List.of(
                        "chrt",
                        "--other",
                        "0",
                        "taskset",
                        "-c",
                        anyProcessor(),
                        java,
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        RunawayEngine.class.getName(),
                        Integer.toString(priority)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    /** The first of Cpus_allowed_list, proc(5). */
    private static String anyProcessor() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip().split("[,-]", 2)[0])
                .findFirst()
                .orElseThrow();
    }
}
