package org.vipagent.daemon.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.follow.FollowerStatus;
import org.vipagent.node.InstanceSnapshot;
import org.vipagent.node.NodeEvent;
import org.vipagent.node.NodeSnapshot;

/**
 * The state of the whole agent as one line of JSON. The only place that knows its field names but for
 * {@code vipagent status}, which shows them.
 */
public final class StatusReport {
    private final JsonFactory json = new JsonFactory();
    private final Identity identity;

    /** What does not change while the agent runs. */
    public record Identity(String version, long pid, String configurationFile) {}

    /**
     * What a report is about.
     *
     * @param node empty when the engine does not answer
     * @param troubles of the agent as a whole, beside those of the instances
     */
    public record Content(
            Optional<NodeSnapshot> node, List<NodeEvent> events, List<String> troubles, WallClock clock) {}

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
            out.writeArrayFieldStart("instances");
            for (InstanceSnapshot instance : instances(content)) {
                instance(out, instance, content.clock());
            }
            out.writeEndArray();
            out.writeNumberField(
                    "packets_for_unknown_vrids",
                    content.node().map(NodeSnapshot::unknownVrids).orElse(0L));
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
            for (String trouble : troubles(instance)) {
                out.writeString(instance.name() + ": " + trouble);
            }
        }
        out.writeEndArray();
    }

    /** The snapshot's own trouble and that of the cloud, which it names only when nothing worse is wrong. */
    private static List<String> troubles(InstanceSnapshot instance) {
        List<String> troubles = new ArrayList<>();
        Optional<String> cloud = instance.cloud().flatMap(c -> cloudTrouble(instance, c));
        Optional<CloudFailure> failure = instance.cloud().flatMap(FollowerStatus::failure);
        instance.trouble()
                .filter(t -> failure.map(f -> !t.endsWith(f.describe())).orElse(true))
                .ifPresent(troubles::add);
        cloud.ifPresent(troubles::add);
        return troubles;
    }

    private static Optional<String> cloudTrouble(InstanceSnapshot instance, FollowerStatus cloud) {
        String repeated = cloud.failures() > 1 ? "; " + cloud.failures() + " failures in a row" : "";
        return cloud.failure().map(f -> "cloud " + instance.provider().orElse("") + ": " + f.describe() + repeated);
    }

    private static void instance(JsonGenerator out, InstanceSnapshot instance, WallClock clock) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", instance.name());
        out.writeStringField("interface", instance.device());
        out.writeNumberField("vrid", instance.vrid());
        out.writeNumberField("vrrp_version", instance.version());
        out.writeStringField("state", instance.role());
        out.writeStringField("since", clock.at(instance.since()).toString());
        out.writeStringField("cause", instance.cause());
        out.writeNumberField("priority", instance.priority());
        out.writeNumberField("epoch", instance.epoch());
        out.writeStringField("master", instance.master());
        strings(out, "addresses", instance.addresses());
        out.writeBooleanField("addresses_wanted", instance.addressesWanted());
        out.writeObjectFieldStart("adverts");
        out.writeNumberField("sent", instance.adverts().sent());
        out.writeNumberField("received", instance.adverts().received());
        strings(out, "dropped", instance.adverts().dropped());
        out.writeEndObject();
        if (instance.cloud().isPresent()) {
            cloud(out, instance, clock);
        }
        strings(out, "troubles", troubles(instance));
        out.writeEndObject();
    }

    private static void cloud(JsonGenerator out, InstanceSnapshot instance, WallClock clock) throws IOException {
        FollowerStatus cloud = instance.cloud().orElseThrow();
        out.writeObjectFieldStart("cloud");
        out.writeStringField("provider", instance.provider().orElse(""));
        out.writeStringField("activity", cloud.activity());
        out.writeArrayFieldStart("claims");
        for (FollowerStatus.ClaimHolding holding : cloud.holdings()) {
            out.writeStartObject();
            out.writeStringField("claim", holding.claim());
            out.writeStringField("holder", holding.holder());
            out.writeEndObject();
        }
        out.writeEndArray();
        if (cloud.failure().isPresent()) {
            CloudFailure failure = cloud.failure().get();
            out.writeObjectFieldStart("failure");
            out.writeStringField("kind", failure.kind().name().toLowerCase(Locale.ROOT));
            out.writeStringField("text", failure.text());
            out.writeNumberField("in_a_row", cloud.failures());
            out.writeEndObject();
        }
        optionalTime(out, "last_seen", cloud.lastSeenAt(), clock);
        optionalTime(out, "follows_since", cloud.convergedAt(), clock);
        out.writeEndObject();
    }

    private static void optionalTime(JsonGenerator out, String field, long at, WallClock clock) throws IOException {
        if (at >= 0) {
            out.writeStringField(field, clock.at(at).toString());
        }
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

    private static void strings(JsonGenerator out, String field, List<String> values) throws IOException {
        out.writeArrayFieldStart(field);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }
}
