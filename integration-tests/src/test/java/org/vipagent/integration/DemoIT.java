package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.daemon.lab.Command;

/** What a newcomer sees after one command: the cloud moves to LB-backup and back, and nothing is left behind. */
@SideBySide
class DemoIT {
    private record Ended(int exit, List<JsonNode> events) {
        /** The distinct holders that the scenes showed, one after the other. */
        List<String> changesOf(String field) {
            List<String> seen = new ArrayList<>();
            for (JsonNode event : events) {
                String holder = event.path(field).asText();
                boolean news = seen.isEmpty() || !seen.get(seen.size() - 1).equals(holder);
                if (event.path("event").asText().equals("scene") && holder.startsWith("LB") && news) {
                    seen.add(holder);
                }
            }
            return seen;
        }

        JsonNode last() {
            return events.get(events.size() - 1);
        }
    }

    private static Ended demo(String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("vipagent.home"), "bin", "vipagent").toString(), "demo", "--json"));
        words.addAll(List.of(options));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        List<JsonNode> events = new ArrayList<>();
        for (String line : text.lines().toList()) {
            events.add(new ObjectMapper().readTree(line));
        }
        System.out.printf("[demo] %s: exit %d%n%s%n", String.join(" ", options), exit, events.get(events.size() - 1));
        return new Ended(exit, events);
    }

    @Test
    void onRealPacketsTheCloudMovesThereAndBackAndNothingIsLeftBehind() throws Exception {
        List<String> before = namespaces();
        Ended ended = demo();
        assertThat(ended.exit()).isZero();
        assertThat(ended.last().path("ok").asBoolean()).isTrue();
        assertThat(ended.changesOf("secondary_ip")).startsWith("LB", "LB-backup", "LB");
        assertThat(ended.changesOf("port_forward")).startsWith("LB", "LB-backup", "LB");
        assertThat(namespaces()).isEqualTo(before);
    }

    /** Of demos: other tests make and remove theirs meanwhile. */
    private static List<String> namespaces() {
        return Command.of("ip", "netns", "list")
                .run()
                .lines()
                .filter(name -> name.startsWith("vipagent-demo-"))
                .toList();
    }

    @Test
    void withoutRootTheSameStoryIsToldOnAVirtualClock() throws Exception {
        Ended ended = demo("--simulate");
        assertThat(ended.exit()).isZero();
        assertThat(ended.events().get(0).toString()).contains("simulated on a virtual clock");
        assertThat(ended.changesOf("secondary_ip")).startsWith("LB", "LB-backup", "LB");
        assertThat(ended.changesOf("port_forward")).startsWith("LB", "LB-backup", "LB");
    }
}
