package org.vipagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SimulateMainTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return SimulateMain.run(arguments, new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    private String output() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void runsSeveralSeedsAndCountsThem() {
        assertThat(run("--from", "5", "--count", "3")).isZero();
        assertThat(output()).contains("3 scenarios").contains("0 failed");
    }

    @Test
    void printsTheTranscriptOfOneSeed() {
        assertThat(run("--seed", "3", "--transcript")).isZero();
        assertThat(output())
                .contains("BACKUP -> MASTER")
                .contains("the world heals")
                .contains("1 scenarios");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(run("--sed", "3")).isEqualTo(2);
        assertThat(run("--seed")).isEqualTo(2);
        assertThat(run("--count", "0")).isEqualTo(2);
        assertThat(output()).contains("unknown argument '--sed'").contains("--seed needs a number");
    }
}
