package org.vipagent.daemon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vipagent.daemon.control.Elapsed;

/**
 * The daemon's report in one screen: what is wrong, what is odd, then instances, adverts, cloud claims and the last
 * events. At most 100 columns, but troubles and warnings, which somebody may search for.
 */
final class StatusScreen {
    private static final int WIDTH = 100;
    private static final int SHOWN_EVENTS = 10;
    private static final int SHOWN_WARNINGS = 10;

    private final JsonNode report;
    private final DateTimeFormatter second;
    private final DateTimeFormatter millisecond;

    /** @param zone in which times are shown */
    StatusScreen(JsonNode report, ZoneId zone) {
        this.report = report;
        this.second =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
        this.millisecond = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                .withZone(zone);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        section(lines, abnormal());
        if (!report.path("instances").isEmpty()) {
            section(lines, instances());
            section(lines, adverts());
        }
        section(lines, claims());
        section(lines, follower());
        section(lines, events());
        return lines;
    }

    private static void section(List<String> lines, List<String> section) {
        if (!lines.isEmpty() && !section.isEmpty()) {
            lines.add("");
        }
        lines.addAll(section);
    }

    private List<String> abnormal() {
        List<String> lines = new ArrayList<>();
        report.path("troubles").forEach(t -> lines.add("trouble: " + t.asText()));
        JsonNode warnings = report.path("warnings");
        for (int i = 0; i < Math.min(SHOWN_WARNINGS, warnings.size()); i++) {
            lines.add("warning: " + warnings.get(i).asText());
        }
        if (warnings.size() > SHOWN_WARNINGS) {
            lines.add((warnings.size() - SHOWN_WARNINGS) + " more warnings: vipagent status --json");
        }
        return lines;
    }

    private List<String> instances() {
        TextTable table = new TextTable(WIDTH).row("INSTANCE", "STATE", "SINCE", "PRIO", "VIPS", "MASTER");
        for (JsonNode instance : report.path("instances")) {
            table.row(
                    instance.path("name").asText(),
                    instance.path("state").asText(),
                    time(second, instance.path("since")),
                    instance.path("priority").asText(),
                    addresses(instance),
                    instance.path("master").asText());
        }
        return table.lines();
    }

    /** The four columns at the end are the last advert that was believed. */
    private List<String> adverts() {
        TextTable table = new TextTable(WIDTH)
                .row("ADVERTS", "SENT", "RECEIVED", "DROPPED", "UNAUTH", "TAKEOVERS", "HEARD", "PRIO", "EVERY", "AGO");
        for (JsonNode instance : report.path("instances")) {
            JsonNode adverts = instance.path("adverts");
            JsonNode heard = instance.path("last_heard");
            boolean any = heard.has("from");
            table.row(
                    instance.path("name").asText(),
                    adverts.path("sent").asText(),
                    adverts.path("received").asText(),
                    Long.toString(dropped(adverts)),
                    adverts.path("dropped_unauthenticated").asText(),
                    instance.path("became_master").asText(),
                    any ? heard.path("from").asText() : "nobody",
                    heard.path("priority").asText(),
                    any ? Elapsed.interval(heard.path("advert_int").asDouble()) : "",
                    any ? ago(heard.path("at")) : "");
        }
        return table.lines();
    }

    private static long dropped(JsonNode adverts) {
        long packets = 0;
        for (JsonNode reason : adverts.path("dropped")) {
            packets += reason.path("packets").asLong();
        }
        return packets;
    }

    private String ago(JsonNode at) {
        Instant now = Instant.parse(report.path("at").asText());
        return Elapsed.words(Duration.between(Instant.parse(at.asText()), now).toNanos());
    }

    /** One in each line; the instance's own interface goes without saying. */
    private static String addresses(JsonNode instance) {
        String own = " dev " + instance.path("interface").asText();
        List<String> addresses = new ArrayList<>();
        for (JsonNode address : instance.path("addresses")) {
            String text = address.asText();
            addresses.add(text.endsWith(own) ? text.substring(0, text.length() - own.length()) : text);
        }
        return String.join("\n", addresses);
    }

    private List<String> claims() {
        TextTable table = new TextTable(WIDTH).row("CLOUD", "CLAIM", "HOLDER");
        boolean any = false;
        for (JsonNode instance : report.path("instances")) {
            for (JsonNode claim : instance.path("cloud").path("claims")) {
                any = true;
                table.row(
                        instance.path("name").asText(),
                        claim.path("claim").asText(),
                        claim.path("holder").asText());
            }
        }
        return any ? table.lines() : List.of();
    }

    /** What each follower does about it, what it waits for, and what the cloud cannot do. */
    private List<String> follower() {
        List<String> lines = new ArrayList<>();
        for (JsonNode instance : report.path("instances")) {
            JsonNode cloud = instance.path("cloud");
            String head = instance.path("name").asText() + " in cloud "
                    + cloud.path("provider").asText() + ": ";
            if (cloud.has("activity")) {
                JsonNode waiting = cloud.path("waiting");
                String until = waiting.isMissingNode()
                        ? ""
                        : "; waits " + waiting.path("what").asText() + ", until " + time(second, waiting.path("until"));
                lines.addAll(TextTable.wrapped(head + cloud.path("activity").asText() + until, WIDTH));
            }
            cloud.path("remarks")
                    .forEach(remark -> lines.addAll(TextTable.wrapped(head + "note: " + remark.asText(), WIDTH)));
        }
        return lines;
    }

    private List<String> events() {
        JsonNode all = report.path("events");
        List<String> lines = new ArrayList<>();
        for (int i = Math.max(0, all.size() - SHOWN_EVENTS); i < all.size(); i++) {
            JsonNode event = all.get(i);
            String severity = event.path("severity").asText();
            String mark = severity.equals("information") ? "" : severity + ": ";
            String head = time(millisecond, event.path("at")) + "  ";
            String text = event.path("subject").asText() + ": " + mark
                    + event.path("text").asText();
            List<String> wrapped = TextTable.wrapped(text, WIDTH - head.length());
            lines.add(head + wrapped.get(0));
            wrapped.stream().skip(1).forEach(more -> lines.add(" ".repeat(head.length()) + more));
        }
        return lines;
    }

    private static String time(DateTimeFormatter format, JsonNode time) {
        return format.format(Instant.parse(time.asText()));
    }
}
