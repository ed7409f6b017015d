package org.vipagent.daemon.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.follow.FollowerStatus;
import org.vipagent.node.InstanceSnapshot;

/** What an {@link InstanceReport} says of the cloud; its fields are described in docs/reference/status.md. */
final class CloudReport {
    private final String provider;
    private final FollowerStatus cloud;
    private final WallClock clock;

    /** @param instance one that claims something in a cloud */
    CloudReport(InstanceSnapshot instance, WallClock clock) {
        this.provider = instance.provider().orElse("");
        this.cloud = instance.cloud().orElseThrow();
        this.clock = clock;
    }

    void write(JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("cloud");
        out.writeStringField("provider", provider);
        out.writeStringField("activity", cloud.activity());
        PlanReport.claims(out, cloud.holdings());
        out.writeArrayFieldStart("remarks");
        for (String remark : cloud.remarks()) {
            out.writeString(remark);
        }
        out.writeEndArray();
        if (cloud.waiting().isPresent()) {
            out.writeObjectFieldStart("waiting");
            out.writeStringField("what", cloud.waiting().get().what());
            time(out, "until", cloud.waiting().get().until());
            out.writeEndObject();
        }
        if (cloud.contested().isPresent()) {
            contested(out, cloud.contested().get());
        }
        if (cloud.trouble().isPresent()) {
            CloudFailure failure = cloud.trouble().get().failure();
            out.writeObjectFieldStart("failure");
            out.writeStringField("kind", failure.kind().name().toLowerCase(Locale.ROOT));
            out.writeStringField("text", failure.text());
            out.writeNumberField("in_a_row", cloud.trouble().get().inARow());
            out.writeEndObject();
        }
        if (cloud.lastSeenAt() >= 0) {
            time(out, "last_seen", cloud.lastSeenAt());
        }
        if (cloud.convergedAt() >= 0) {
            time(out, "follows_since", cloud.convergedAt());
        }
        out.writeEndObject();
    }

    private void contested(JsonGenerator out, FollowerStatus.Contested contested) throws IOException {
        out.writeObjectFieldStart("contested");
        out.writeStringField("claim", contested.claim());
        out.writeStringField("by", contested.taker());
        out.writeNumberField("times", contested.times());
        time(out, "last_at", contested.lastAt());
        out.writeEndObject();
    }

    private void time(JsonGenerator out, String field, long at) throws IOException {
        out.writeStringField(field, clock.at(at).toString());
    }
}
