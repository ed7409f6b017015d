package org.vipagent.daemon.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vipagent.config.ConfigDifference.LeftClaim;
import org.vipagent.node.InstanceSnapshot;
import org.vipagent.node.NodeEvent;
import org.vipagent.node.NodeSnapshot;

/**
 * The state of the whole agent as one line of JSON. With {@link InstanceReport} the only place that knows
 * its field names but for {@code vipagent status}, which shows them.
 */
public final class StatusReport {
    private static final int NAMED_INSTANCES = 3;

    private final JsonFactory json = new JsonFactory();
    private final Identity identity;

    /** What does not change while the agent runs. */
    public record Identity(String version, long pid, String configurationFile) {}

    /**
     * What a report is about.
     *
     * @param node empty when the engine does not answer
     * @param troubles of the agent as a whole, beside those of the instances
     * @param leftInCloud claims that a reload has left, and that nobody makes again
     */
    public record Content(
            Optional<NodeSnapshot> node,
            List<NodeEvent> events,
            List<String> troubles,
            List<LeftClaim> leftInCloud,
            WallClock clock) {}

    public StatusReport(Identity identity) {
        this.identity = identity;
    }

    /** The report. */
    public String write(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = json.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("version", identity.version());
            out.writeNumberField("pid", identity.pid());
            out.writeStringField("configuration", identity.configurationFile());
            out.writeStringField("at", content.clock().wall().toString());
            troubles(out, content);
            warnings(out, content);
            out.writeArrayFieldStart("instances");
            for (InstanceSnapshot instance : instances(content)) {
                new InstanceReport(instance, content.clock()).write(out);
            }
            out.writeEndArray();
            out.writeNumberField(
                    "packets_for_unknown_vrids",
                    content.node().map(NodeSnapshot::unknownVrids).orElse(0L));
            leftInCloud(out, content);
            events(out, content);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("into memory", e);
        }
        return text.toString();
    }

    private static List<InstanceSnapshot> instances(Content content) {
        return content.node().map(NodeSnapshot::instances).orElse(List.of());
    }

    private static void troubles(JsonGenerator out, Content content) throws IOException {
        out.writeArrayFieldStart("troubles");
        for (String trouble : content.troubles()) {
            out.writeString(trouble);
        }
        for (InstanceSnapshot instance : instances(content)) {
            for (String trouble : new InstanceReport(instance, content.clock()).troubles()) {
                out.writeString(instance.name() + ": " + trouble);
            }
        }
        out.writeEndArray();
    }

    /** The worst first; what is odd about many instances at once must not hide what is odd about one. */
    private static void warnings(JsonGenerator out, Content content) throws IOException {
        Map<Warning, List<String>> names = new LinkedHashMap<>();
        for (InstanceSnapshot instance : instances(content)) {
            for (Warning warning : new InstanceReport(instance, content.clock()).warnings()) {
                names.computeIfAbsent(warning, w -> new ArrayList<>()).add(instance.name());
            }
        }
        List<Warning> worstFirst = new ArrayList<>(names.keySet());
        worstFirst.sort(Comparator.comparing(Warning::kind));
        out.writeArrayFieldStart("warnings");
        for (Warning warning : worstFirst) {
            out.writeString(some(names.get(warning)) + ": " + warning.text());
        }
        for (LeftClaim claim : content.leftInCloud()) {
            out.writeString("left in the cloud by a reload, to be removed by hand: " + claim.describe());
        }
        out.writeEndArray();
    }

    private static String some(List<String> names) {
        if (names.size() <= NAMED_INSTANCES) {
            return String.join(", ", names);
        }
        return String.join(", ", names.subList(0, NAMED_INSTANCES)) + " and " + (names.size() - NAMED_INSTANCES)
                + " more";
    }

    private static void leftInCloud(JsonGenerator out, Content content) throws IOException {
        out.writeArrayFieldStart("left_in_cloud");
        for (LeftClaim claim : content.leftInCloud()) {
            out.writeStartObject();
            out.writeStringField("instance", claim.instance());
            out.writeStringField("provider", claim.provider());
            out.writeStringField("claim", claim.claim().describe());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void events(JsonGenerator out, Content content) throws IOException {
        out.writeArrayFieldStart("events");
        for (NodeEvent event : content.events()) {
            out.writeStartObject();
            out.writeStringField("at", content.clock().at(event.at()).toString());
            out.writeStringField("severity", event.severity().name().toLowerCase(Locale.ROOT));
            out.writeStringField("subject", event.subject());
            out.writeStringField("text", event.text());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
