package org.vipagent.integration.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vipagent.integration.bench.Statistics.Subject;

/** The results for people: Markdown tables, so that they can be copied into a page as they are. */
final class Tables {
    private static final Couple BASE = new Couple(Program.KEEPALIVED, Program.KEEPALIVED);

    private static final String RULE = "---";

    private final Options options;
    private final StringBuilder text = new StringBuilder();

    Tables(Options options) {
        this.options = options;
    }

    String text() {
        return text.toString();
    }

    /** Pairs of equals first, with the ratio to keepalived's; then vipagent with each other one. */
    void failovers(Statistics statistics) {
        if (statistics.samples().isEmpty()) {
            return;
        }
        List<Couple> equals =
                options.couples().stream().filter(c -> c.first() == c.second()).toList();
        List<Couple> mixed =
                options.couples().stream().filter(c -> c.first() != c.second()).toList();
        heading("Failover, ms, median [least..most]");
        compare(statistics, equals, true);
        if (!mixed.isEmpty()) {
            heading("The same with vipagent and a peer as a pair (the first is the master)");
            compare(statistics, mixed, false);
        }
    }

    private void compare(Statistics statistics, List<Couple> couples, boolean ratios) {
        List<String> head = new ArrayList<>(List.of("what", "n", "limit"));
        couples.forEach(c -> head.add(c.text()));
        boolean ratio = ratios && couples.contains(BASE) && couples.size() > 1;
        if (ratio) {
            head.add("vipagent / keepalived");
        }
        List<List<String>> rows = new ArrayList<>();
        for (Subject subject : statistics.subjects()) {
            for (Pace pace : options.paces()) {
                List<Optional<Spread>> cells = couples.stream()
                        .map(c -> statistics.of(subject, pace, c))
                        .toList();
                if (cells.stream().allMatch(Optional::isEmpty)) {
                    continue;
                }
                List<String> row = new ArrayList<>(List.of(subject.text() + ", " + pace.text()));
                row.add(cells.stream()
                                .flatMap(Optional::stream)
                                .map(Spread::count)
                                .max(Integer::compare)
                                .orElse(0) + "");
                row.add(subject.limit(pace));
                cells.forEach(c -> row.add(c.map(Spread::text).orElse("")));
                if (ratio) {
                    row.add(statistics
                            .ratio(subject, pace, couples.get(0), BASE)
                            .map(r -> String.format(Locale.ROOT, "%.2f", r))
                            .orElse(""));
                }
                rows.add(row);
            }
        }
        table(head, rows);
    }

    void floods(List<Floods.Result> results) {
        if (results.isEmpty()) {
            return;
        }
        heading("Flood of " + Floods.PER_SECOND + " forged adverts a second on the pair's VRID, 10 s, v3 0.1 s");
        table(
                List.of(
                        "forged",
                        "program",
                        "sent/s",
                        "false failovers",
                        "adverts lost of 100",
                        "packets dropped",
                        "client gap ms",
                        "log lines",
                        "CPU us per packet (both routers)"),
                results.stream()
                        .map(r -> List.of(
                                r.kind().text(),
                                r.program().text(),
                                Math.round(r.sentPerSecond()) + "",
                                r.failovers() + "",
                                r.lostAdverts() + "",
                                r.dropped() + "",
                                Spread.number(r.gapMillis()),
                                r.logLines() + "",
                                Spread.number(r.microsPerPacket())))
                        .toList());
    }

    void scales(List<Scales.Result> results) {
        if (results.isEmpty()) {
            return;
        }
        heading("Cost of instances at one advert a second, window "
                + options.window().toSeconds() + " s");
        table(
                List.of(
                        "instances",
                        "as",
                        "program",
                        "CPU s per 60 s",
                        "context switches/s",
                        "RSS MB",
                        "PSS MB",
                        "packets sent/s",
                        "addresses held"),
                results.stream()
                        .map(r -> List.of(
                                r.instances() + "",
                                r.part().name().toLowerCase(Locale.ROOT),
                                r.program().text(),
                                String.format(Locale.ROOT, "%.3f", r.processorPerMinute()),
                                Spread.number(r.wakeUpsPerSecond()),
                                Spread.number(r.residentMegabytes()),
                                Spread.number(r.proportionalMegabytes()),
                                Spread.number(r.packetsPerSecond()),
                                r.held() + ""))
                        .toList());
    }

    void goals(List<Goals.Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        heading("Goals");
        table(
                List.of("goal", "where", "measured", "at most", ""),
                verdicts.stream()
                        .map(v -> List.of(
                                v.goal(),
                                v.where(),
                                Spread.number(v.measured()),
                                Spread.number(v.limit()),
                                v.met() ? "met" : "NOT MET"))
                        .toList());
        long met = verdicts.stream().filter(Goals.Verdict::met).count();
        text.append('\n').append(met).append(" of ").append(verdicts.size()).append(" met\n");
    }

    void problems(List<String> problems) {
        if (!problems.isEmpty()) {
            heading("Not brought to an end");
            problems.forEach(p -> text.append("- ").append(p).append('\n'));
        }
    }

    private void heading(String words) {
        text.append("\n## ").append(words).append("\n\n");
    }

    private void table(List<String> head, List<List<String>> rows) {
        List<List<String>> all = Stream.concat(Stream.of(head), rows.stream()).toList();
        int[] widths = new int[head.size()];
        Arrays.fill(widths, RULE.length());
        all.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        line(head, widths);
        line(head.stream().map(h -> RULE).toList(), widths);
        rows.forEach(row -> line(row, widths));
    }

    private void line(List<String> cells, int[] widths) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            padded.add(cells.get(i) + " ".repeat(widths[i] - cells.get(i).length()));
        }
        text.append(padded.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    }
}
