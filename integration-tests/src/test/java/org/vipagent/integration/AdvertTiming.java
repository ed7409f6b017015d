package org.vipagent.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vipagent.integration.Capture.WireAdvert;

/**
 * How well the adverts of a master keep their interval, as the wire shows them.
 *
 * @param seen how many were seen
 * @param due how many an exact sender would have sent from the first to the end of the watch
 * @param handovers how often an advert's sender differs from the one before
 * @param interval by how much the time between two adverts of the same sender misses the interval
 * @param lateness by how much adverts come behind a schedule of exact intervals, set by the most punctual of them. A
 *     sender that starts anew from each advert lags more and more
 */
record AdvertTiming(int seen, long due, int handovers, Spread interval, Spread lateness) {
    /** Of magnitudes in milliseconds. */
    record Spread(double median, double p99, double most) {
        static Spread of(List<Double> values) {
            double[] sorted = values.stream().mapToDouble(Math::abs).sorted().toArray();
            return sorted.length == 0
                    ? new Spread(0, 0, 0)
                    : new Spread(at(sorted, 0.5), at(sorted, 0.99), sorted[sorted.length - 1]);
        }

        private static double at(double[] sorted, double share) {
            return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
        }
    }

    /** The part of the due adverts that was seen: 1 for all. */
    double share() {
        return (double) seen / due;
    }

    /**
     * Judges what was seen of one virtual router.
     *
     * @param adverts in order, those outside of the watch too
     */
    static AdvertTiming of(List<WireAdvert> adverts, Instant from, Instant to, Duration interval) {
        List<WireAdvert> watched = adverts.stream()
                .filter(a -> !a.at().isBefore(from) && a.at().isBefore(to))
                .toList();
        if (watched.isEmpty()) {
            return new AdvertTiming(0, Duration.between(from, to).dividedBy(interval), 0, zero(), zero());
        }
        List<Double> errors = new ArrayList<>();
        int handovers = 0;
        for (int i = 1; i < watched.size(); i++) {
            WireAdvert previous = watched.get(i - 1);
            if (previous.source().equals(watched.get(i).source())) {
                errors.add(millis(Duration.between(previous.at(), watched.get(i).at())) - millis(interval));
            } else {
                handovers++;
            }
        }
        long due = 1 + Duration.between(watched.get(0).at(), to).dividedBy(interval);
        return new AdvertTiming(
                watched.size(), due, handovers, Spread.of(errors), Spread.of(lateness(watched, interval)));
    }

    /** The n-th advert against the n-th slot, so that a slot left out counts as one interval from there on. */
    private static List<Double> lateness(List<WireAdvert> watched, Duration interval) {
        double[] behind = new double[watched.size()];
        for (int i = 0; i < behind.length; i++) {
            behind[i] =
                    millis(Duration.between(watched.get(0).at(), watched.get(i).at())) - i * millis(interval);
        }
        double earliest = Arrays.stream(behind).min().orElse(0);
        return Arrays.stream(behind).map(each -> each - earliest).boxed().toList();
    }

    private static Spread zero() {
        return Spread.of(List.of());
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
