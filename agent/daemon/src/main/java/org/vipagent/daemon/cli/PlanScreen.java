package org.vipagent.daemon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report of plans in one screen of at most 100 columns: who holds what, and the steps stage by stage. */
final class PlanScreen {
    private static final int WIDTH = 100;

    private final JsonNode report;
    private final DateTimeFormatter second;

    /** @param zone in which times are shown */
    PlanScreen(JsonNode report, ZoneId zone) {
        this.report = report;
        this.second =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (JsonNode instance : report.path("instances")) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            instance(lines, instance);
        }
        if (lines.isEmpty()) {
            lines.add("no instance claims anything in a cloud");
        }
        return lines;
    }

    private void instance(List<String> lines, JsonNode instance) {
        String seen = instance.has("seen")
                ? ", seen " + second.format(Instant.parse(instance.path("seen").asText()))
                : ", not seen yet";
        String master = !instance.has("master")
                ? ""
                : instance.path("master").asBoolean() ? "; this node is master" : "; this node is not master";
        lines.add(instance.path("name").asText() + " in cloud "
                + instance.path("provider").asText() + seen + master);
        if (instance.has("failure")) {
            JsonNode failure = instance.path("failure");
            String kind = failure.path("kind").asText().replace('_', ' ');
            lines.add("trouble: " + kind + ": " + failure.path("text").asText());
        }
        TextTable claims = new TextTable(WIDTH).row("CLAIM", "HOLDER");
        for (JsonNode claim : instance.path("claims")) {
            claims.row(claim.path("claim").asText(), claim.path("holder").asText());
        }
        lines.addAll(claims.lines());
        instance.path("remarks").forEach(remark -> lines.addAll(TextTable.wrapped("note: " + remark.asText(), WIDTH)));
        plan(lines, "to make the cloud follow this node: ", instance.path("whole"));
        plan(lines, "of that now: ", instance.path("now"));
    }

    private static void plan(List<String> lines, String title, JsonNode plan) {
        if (plan.isMissingNode()) {
            return;
        }
        lines.addAll(TextTable.wrapped(title + plan.path("why").asText(), WIDTH));
        TextTable stages = new TextTable(WIDTH).row("STAGE", "STEP", "INTERRUPTS");
        int number = 0;
        for (JsonNode stage : plan.path("stages")) {
            number++;
            for (JsonNode step : stage) {
                boolean interrupts = step.path("interrupts").asBoolean();
                stages.row(Integer.toString(number), step.path("step").asText(), interrupts ? "yes" : "no");
            }
        }
        if (number > 0) {
            lines.addAll(stages.lines());
        }
    }
}
