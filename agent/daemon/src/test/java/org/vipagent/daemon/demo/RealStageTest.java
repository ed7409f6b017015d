package org.vipagent.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.vipagent.daemon.lab.Lab;

/** Needs root: real agents in network namespaces. */
class RealStageTest {
    private static final int CHAPTERS = 2;

    private final String prefix = "vipagent-stage-" + ProcessHandle.current().pid();
    private final Listener listener = new Listener();

    @Test
    void losesPowerWithRealAgentsAndLeavesNothingBehind() {
        try (Lab lab = Lab.create(prefix)) {
            Play play = new Play(RealStage.build(lab), listener);

            assertThat(play.run(Story.chapters().subList(0, CHAPTERS)))
                    .as(() -> String.join("\n", listener.told))
                    .isTrue();
        }

        // Once until the address moves, and once more while the rule is deleted and made anew.
        Measurement power = listener.measurements.get(0);
        assertThat(power.outages()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(power.unanswered()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(20));
        assertThat(power.forwardAfter().orElseThrow())
                .isGreaterThan(power.secondaryIpAfter().orElseThrow());
        assertThat(Path.of("/run/netns").toFile().list()).noneMatch(name -> name.startsWith(prefix));
    }
}
