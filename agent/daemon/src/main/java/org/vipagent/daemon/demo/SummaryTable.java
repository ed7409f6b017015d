package org.vipagent.daemon.demo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The events of a story, with what each cost when the cloud was left alone beside when it followed at once. */
final class SummaryTable {
    private static final String ROW = "  %-31s  %-15s  %-17s  %-14s  %s";

    private final List<Measurement> measurements;

    SummaryTable(List<Measurement> measurements) {
        this.measurements = measurements;
    }

    List<String> lines() {
        Set<String> events = new LinkedHashSet<>();
        measurements.forEach(each -> events.add(each.what().event()));
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted("", "client without", "client without", "secondary IP", "rule names"));
        lines.add(ROW.formatted("", "answer: address", "answer: follow", "at the new", "the new master"));
        lines.add(ROW.formatted("event", "and ARP alone", "immediate", "master after", "after"));
        for (String event : events) {
            Optional<Measurement> alone = of(event, Follow.MANUAL);
            Optional<Measurement> following = of(event, Follow.IMMEDIATE);
            lines.add(ROW.formatted(
                    event,
                    cell(alone, Words::outages),
                    cell(following, Words::outages),
                    cell(following.flatMap(Measurement::secondaryIpAfter), Words::seconds),
                    cell(following.flatMap(Measurement::forwardAfter), Words::seconds)));
        }
        return lines;
    }

    private Optional<Measurement> of(String event, Follow follow) {
        return measurements.stream()
                .filter(each -> each.what().event().equals(event) && each.what().follow() == follow)
                .findFirst();
    }

    private static <T> String cell(Optional<T> value, Function<T, String> words) {
        return value.map(words).orElse("-");
    }
}
