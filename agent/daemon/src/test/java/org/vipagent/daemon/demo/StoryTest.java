package org.vipagent.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vipagent.config.ConfigLoader;
import org.vipagent.config.LoadOptions;
import org.vipagent.config.LoadedConfig;
import org.vipagent.config.SourceReader;

class StoryTest {
    private final Listener listener = new Listener();

    private Measurement of(String event, Follow follow) {
        return listener.measurements.stream()
                .filter(each -> each.what().event().equals(event) && each.what().follow() == follow)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void goesAsToldInTheSimulation() {
        assertThat(new Play(new SimulatedStage("for a test"), listener).run(Story.chapters()))
                .as(() -> String.join("\n", listener.told))
                .isTrue();

        Measurement following = of("power of the master fails", Follow.IMMEDIATE);
        Measurement alone = of("power of the master fails", Follow.MANUAL);
        // One advert interval of a second: master-down is 3.6 s for priority 100, less what had passed of it.
        assertThat(alone.unanswered()).isBetween(Duration.ofMillis(2500), Duration.ofMillis(3700));
        assertThat(following.unanswered()).isGreaterThan(alone.unanswered().plusSeconds(1));
        assertThat(following.outages()).hasSize(2);
        // A frame that is on its way while the address changes hands may be lost, and nothing else.
        assertThat(of("planned stop of the master", Follow.MANUAL).unanswered()).isLessThan(Duration.ofMillis(1));
        assertThat(of("the master's agent dies alone", Follow.MANUAL).unanswered())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(Follow.class)
    void givesEachAgentAFileWithoutErrors(Follow follow) {
        Configuration configuration =
                new Configuration(Path.of("/tmp/idcf.credentials"), URI.create("http://10.5.0.1:8080/client/api"));
        for (Balancer balancer : Balancer.values()) {
            LoadedConfig loaded = load(configuration.text(balancer, follow));
            assertThat(loaded.diagnostics()).allMatch(d -> d.render().contains("encryption"));
            assertThat(loaded.config()).isPresent();
        }
    }

    private static LoadedConfig load(String text) {
        SourceReader reader = new SourceReader() {
            @Override
            public Source read(Path file) {
                return new Text(text, false);
            }

            @Override
            public Source readSecret(Path file) {
                throw new AssertionError("the demo has no key files");
            }

            @Override
            public List<Path> expand(Path directory, String pattern) {
                return List.of();
            }
        };
        return new ConfigLoader().load(Path.of("/etc/keepalived.conf"), reader, LoadOptions.forHost("LB"));
    }
}
