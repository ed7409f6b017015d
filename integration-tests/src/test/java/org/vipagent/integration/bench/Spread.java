package org.vipagent.integration.bench;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Several measurements of one thing. */
record Spread(double median, double least, double most, int count) {
    static Spread of(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1), sorted.size());
    }

    /** As {@code 36.3 [36.2..36.8]}. */
    String text() {
        return number(median) + " [" + number(least) + ".." + number(most) + "]";
    }

    static String number(double value) {
        String format = value >= 1_000 ? "%.0f" : value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
