package org.vipagent.daemon.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.Step;
import org.vipagent.follow.FollowerStatus;
import org.vipagent.node.CloudPlans;

/** What would be done in the clouds as one line of JSON; shown by {@code vipagent plan}. */
public final class PlanReport {
    private PlanReport() {}

    /** The line; the clock shows both clocks of this moment. */
    public static String write(List<CloudPlans> instances, WallClock clock) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("at", clock.wall().toString());
            out.writeArrayFieldStart("instances");
            for (CloudPlans instance : instances) {
                write(out, instance, clock);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("into memory", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, CloudPlans instance, WallClock clock) throws IOException {
        FollowerStatus status = instance.status();
        out.writeStartObject();
        out.writeStringField("name", instance.instance());
        out.writeStringField("provider", instance.provider());
        if (instance.master().isPresent()) {
            out.writeBooleanField("master", instance.master().get());
        }
        if (status.lastSeenAt() >= 0) {
            out.writeStringField("seen", clock.at(status.lastSeenAt()).toString());
        }
        claims(out, status.holdings());
        out.writeArrayFieldStart("remarks");
        for (String remark : status.remarks()) {
            out.writeString(remark);
        }
        out.writeEndArray();
        failure(out, status.failure());
        if (instance.plans().isPresent()) {
            if (instance.master().isPresent()) {
                plan(out, "now", instance.plans().get().now());
            }
            plan(out, "whole", instance.plans().get().whole());
        }
        out.writeEndObject();
    }

    /** Who holds what; the same in status. */
    static void claims(JsonGenerator out, List<FollowerStatus.ClaimHolding> holdings) throws IOException {
        out.writeArrayFieldStart("claims");
        for (FollowerStatus.ClaimHolding holding : holdings) {
            out.writeStartObject();
            out.writeStringField("claim", holding.claim());
            out.writeStringField("holder", holding.holder());
            out.writeBooleanField("as_claimed", holding.asClaimed());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void failure(JsonGenerator out, Optional<CloudFailure> failure) throws IOException {
        if (failure.isPresent()) {
            out.writeObjectFieldStart("failure");
            out.writeStringField("kind", failure.get().kind().name().toLowerCase(Locale.ROOT));
            out.writeStringField("text", failure.get().text());
            out.writeEndObject();
        }
    }

    private static void plan(JsonGenerator out, String field, Plan plan) throws IOException {
        out.writeObjectFieldStart(field);
        out.writeStringField("why", plan.why());
        out.writeArrayFieldStart("stages");
        for (Stage stage : plan.stages()) {
            out.writeStartArray();
            for (Step step : stage.steps()) {
                out.writeStartObject();
                out.writeStringField("step", step.describe());
                out.writeBooleanField("interrupts", step.interrupts());
                out.writeBooleanField("destroys", step.destroys());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
