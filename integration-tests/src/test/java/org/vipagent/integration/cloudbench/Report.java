package org.vipagent.integration.cloudbench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.vipagent.integration.cloudbench.Scene.Pace;

/** The figures, for people as Markdown and for programs as JSON. */
final class Report {
    private static final String HEAD = """

            %s s for a call, 0.7 s for a command to the router. Seconds since the mastership:

            | Rules | Jobs | Script: gap, settled, calls | Eager script: gap, settled, calls | `immediate`: order, first packet, gap, settled, calls | held back: calls, each | beside the script, the eager one | `auto` at once (S0): first packet, gap, decided, calls | `auto` later: order, gap, settled, calls |
            | ---: | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    private final List<Cell> cells;
    private final List<Goals.Verdict> verdicts;

    Report(List<Cell> cells, List<Goals.Verdict> verdicts) {
        this.cells = cells;
        this.verdicts = verdicts;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Markdown. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Pace pace : Pace.values()) {
            text.append(text(HEAD, pace.secondsPerCall()));
            cells.stream().filter(cell -> cell.scene().pace() == pace).forEach(cell -> text.append(row(cell)));
        }
        text.append(text(
                "%n%d of %d goals are met%n",
                verdicts.stream().filter(Goals.Verdict::met).count(), verdicts.size()));
        verdicts.stream()
                .filter(verdict -> !verdict.met())
                .forEach(verdict -> text.append(text(
                        "NOT MET: %s: %.2f instead of %.2f (%s)%n",
                        verdict.goal(), verdict.measured(), verdict.limit(), verdict.where())));
        return text.toString();
    }

    private static String row(Cell cell) {
        return "| " + cell.scene().rules() + what(cell.scene()) + " | "
                + (cell.scene().queued() ? "queue" : "parallel")
                + " | " + script(cell.script()) + " | " + script(cell.eagerScript()) + " | "
                + immediate(cell.immediate()) + " | "
                + text("%.2f, %.2f", cell.ratio(), cell.eagerRatio()) + " | " + auto(cell.auto()) + " |\n";
    }

    private static String what(Scene scene) {
        return switch (scene.order()) {
            case S1 -> ", no update";
            case S2 -> ", update works";
            case S5 -> ", static NAT";
        };
    }

    private static String script(Figures figures) {
        return text("%.1f, %.1f, %.0f", figures.longestGap(), figures.settled(), figures.calls());
    }

    private static String immediate(Figures figures) {
        return text(
                        "%s: %.1f, %.1f, %.1f, %.0f | ",
                        figures.order(),
                        figures.firstPacket(),
                        figures.longestGap(),
                        figures.settled(),
                        figures.calls())
                + (figures.held() == 0
                        ? "0"
                        : text("%.0f, %.1f s", figures.held(), figures.heldSeconds() / figures.held()));
    }

    private static String auto(Figures figures) {
        return text(
                "%.1f, %.1f, %.1f, %.0f | %s: %.1f, %.1f, %.0f",
                figures.firstPacket(),
                figures.gapAtTakeover(),
                figures.stoodStill(),
                figures.callsAtTakeover(),
                figures.order(),
                figures.longestGap(),
                figures.settled(),
                figures.calls());
    }

    void write(Path directory) throws IOException {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = json.createObjectNode();
        ArrayNode array = root.putArray("cells");
        for (Cell cell : cells) {
            ObjectNode node = array.addObject();
            put(cell.scene(), node);
            node.put("settledBesideTheScript", cell.ratio());
            node.put("settledBesideTheEagerScript", cell.eagerRatio());
            node.set("script", json.valueToTree(cell.script()));
            node.set("eagerScript", json.valueToTree(cell.eagerScript()));
            node.set("immediate", json.valueToTree(cell.immediate()));
            node.set("auto", json.valueToTree(cell.auto()));
        }
        ArrayNode goals = root.putArray("goals");
        for (Goals.Verdict verdict : verdicts) {
            ObjectNode node = goals.addObject();
            node.put("goal", verdict.goal());
            put(verdict.where(), node);
            node.put("measured", verdict.measured());
            node.put("atMost", verdict.limit());
            node.put("met", verdict.met());
        }
        Files.createDirectories(directory);
        Files.write(directory.resolve("cloud.json"), json.writeValueAsBytes(root));
        Files.writeString(directory.resolve("cloud.md"), text());
    }

    private static void put(Scene scene, ObjectNode node) {
        node.put("order", scene.order().name());
        node.put("rules", scene.rules());
        node.put("jobs", scene.queued() ? "queue" : "parallel");
        node.put("secondsPerCall", scene.pace().secondsPerCall());
    }
}
