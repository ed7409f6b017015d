package org.vipagent.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vipagent.daemon.lab.Outage;

class NarratorTest {
    private static final Scene SCENE = new Scene("MASTER", "BACKUP", "LB", "LB", "deleting", Scene.NONE);

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    private static Measurement measured(String event, Follow follow, long... outageMillis) {
        List<Outage> outages = new ArrayList<>();
        for (long millis : outageMillis) {
            outages.add(new Outage(0, Duration.ofMillis(millis).toNanos(), 1));
        }
        Optional<Duration> moved = follow == Follow.IMMEDIATE ? Optional.of(Duration.ofMillis(4800)) : Optional.empty();
        return new Measurement(
                new Chapter.Measured(event, follow, Balancer.BACKUP, moved.isPresent()),
                outages,
                Duration.ofSeconds(3),
                moved,
                moved);
    }

    @Test
    void colorsOnATerminalAlone() {
        new TextNarrator(out, new Ink(true)).scene(Duration.ofMillis(1234), SCENE);
        assertThat(text.toString()).contains("\u001b[32mMASTER").contains("\u001b[31mnobody");

        text.getBuffer().setLength(0);
        new TextNarrator(out, new Ink(false)).scene(Duration.ofMillis(1234), SCENE);
        assertThat(text.toString())
                .isEqualTo("    1.2 s  MASTER    BACKUP     LB             LB            deleting      nobody\n");
    }

    @Test
    void putsWhatBelongsTogetherSideBySide() {
        List<String> lines = new SummaryTable(List.of(
                        measured("power fails", Follow.IMMEDIATE, 3010, 2120),
                        measured("stop", Follow.MANUAL),
                        measured("power fails", Follow.MANUAL, 2960)))
                .lines();

        assertThat(lines.subList(lines.size() - 2, lines.size()))
                .containsExactly(
                        "  power fails                      2.96 s           3.01 s + 2.12 s    4.8 s           4.8 s",
                        "  stop                             0 s              -                  -               -");
    }

    @Test
    void writesOneObjectOnEachLine() throws Exception {
        JsonNarrator narrator = new JsonNarrator(out);
        narrator.opening(List.of("words"));
        narrator.scene(Duration.ofMillis(1234), SCENE);
        narrator.summary(Duration.ofSeconds(2), List.of(measured("power fails", Follow.IMMEDIATE, 3010, 2120)));

        List<JsonNode> lines = new ArrayList<>();
        for (String line : text.toString().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines).extracting(line -> line.get("event").asText()).containsExactly("opening", "scene", "summary");
        assertThat(lines.get(1).get("elapsed_s").asDouble()).isEqualTo(1.234);
        assertThat(lines.get(1).get("port_forward").asText()).isEqualTo("deleting");
        JsonNode measurement = lines.get(2).get("measurements").get(0);
        assertThat(lines.get(2).get("ok").asBoolean()).isTrue();
        assertThat(measurement.get("unanswered_s").asDouble()).isEqualTo(5.13);
        assertThat(measurement.get("port_forward_after_s").asDouble()).isEqualTo(4.8);
    }

    @Test
    void endsAFailedStoryWithASummaryThatSaysSo() throws Exception {
        new JsonNarrator(out).failed(Duration.ofSeconds(2), "the reason", List.of("last words"));

        JsonNode line = new ObjectMapper().readTree(text.toString());
        assertThat(line.get("ok").asBoolean()).isFalse();
        assertThat(line.get("failed").asText()).isEqualTo("the reason");
    }

    @Test
    void tellsNothingAfterItsEnd() {
        for (Narrator narrator : List.of(new JsonNarrator(out), new TextNarrator(out, new Ink(false)))) {
            narrator.end();
            narrator.scene(Duration.ZERO, SCENE);
            narrator.failed(Duration.ZERO, "what", List.of());
        }
        assertThat(text.toString()).isEmpty();
    }
}
