package org.vipagent.integration.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vipagent.integration.bench.Statistics.Subject;

/** The results for programs. docs/guides/benchmarks.md says what is where. */
final class JsonFile {
    private static final Couple BASE = new Couple(Program.KEEPALIVED, Program.KEEPALIVED);

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final ObjectNode root = json.createObjectNode();

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    void surroundings(Map<String, String> facts) {
        ObjectNode node = root.putObject("surroundings");
        facts.forEach(node::put);
    }

    void failovers(Options options, Statistics statistics) {
        ArrayNode samples = root.putArray("samples");
        for (Sample sample : statistics.samples()) {
            ObjectNode node = samples.addObject();
            put(node, word(sample.kind()), sample.pace(), sample.couple());
            node.put("round", sample.round());
            ObjectNode figures = node.putObject("millis");
            sample.figures().forEach((figure, millis) -> figures.put(word(figure), millis));
        }
        ArrayNode summary = root.putArray("summary");
        for (Subject subject : statistics.subjects()) {
            for (Pace pace : options.paces()) {
                for (Couple couple : options.couples()) {
                    statistics.of(subject, pace, couple).ifPresent(spread -> {
                        ObjectNode node = summary.addObject();
                        put(node, word(subject.kind()), pace, couple);
                        node.put("figure", word(subject.figure()));
                        node.put("median", spread.median());
                        node.put("least", spread.least());
                        node.put("most", spread.most());
                        node.put("count", spread.count());
                        statistics
                                .ratio(subject, pace, couple, BASE)
                                .ifPresent(ratio -> node.put("ratioToKeepalived", ratio));
                    });
                }
            }
        }
    }

    private static void put(ObjectNode node, String kind, Pace pace, Couple couple) {
        node.put("kind", kind);
        node.put("version", pace.version());
        node.put("intervalMillis", pace.intervalMillis());
        node.put("first", couple.first().text());
        node.put("second", couple.second().text());
    }

    void floods(List<Floods.Result> results) {
        ArrayNode array = root.putArray("flood");
        for (Floods.Result result : results) {
            ObjectNode node = array.addObject();
            node.put("forged", word(result.kind()));
            node.put("program", result.program().text());
            node.put("sentPerSecond", result.sentPerSecond());
            node.put("falseFailovers", result.failovers());
            node.put("advertsLost", result.lostAdverts());
            node.put("packetsDropped", result.dropped());
            node.put("clientGapMillis", result.gapMillis());
            node.put("logLines", result.logLines());
            node.put("processorMicrosPerPacket", result.microsPerPacket());
        }
    }

    void scales(List<Scales.Result> results) {
        ArrayNode array = root.putArray("scale");
        for (Scales.Result result : results) {
            ObjectNode node = array.addObject();
            node.put("instances", result.instances());
            node.put("as", word(result.part()));
            node.put("program", result.program().text());
            node.put("processorSecondsPerMinute", result.processorPerMinute());
            node.put("contextSwitchesPerSecond", result.wakeUpsPerSecond());
            node.put("rssMegabytes", result.residentMegabytes());
            node.put("pssMegabytes", result.proportionalMegabytes());
            node.put("packetsSentPerSecond", result.packetsPerSecond());
            node.put("addressesHeld", result.held());
        }
    }

    void goals(List<Goals.Verdict> verdicts) {
        ArrayNode array = root.putArray("goals");
        for (Goals.Verdict verdict : verdicts) {
            ObjectNode node = array.addObject();
            node.put("goal", verdict.goal());
            node.put("where", verdict.where());
            node.put("measured", verdict.measured());
            node.put("atMost", verdict.limit());
            node.put("met", verdict.met());
        }
    }

    void problems(List<String> problems) {
        ArrayNode array = root.putArray("problems");
        problems.forEach(array::add);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, json.writeValueAsBytes(root));
    }
}
