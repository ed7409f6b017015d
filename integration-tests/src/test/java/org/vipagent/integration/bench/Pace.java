package org.vipagent.integration.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A version of the protocol and how often it advertises. */
enum Pace {
    V2_1S("v2 1 s", 2, 1_000),
    V3_100MS("v3 0.1 s", 3, 100),
    V3_10MS("v3 0.01 s", 3, 10);

    private final String text;
    private final int version;
    private final int millis;

    Pace(String text, int version, int millis) {
        this.text = text;
        this.version = version;
        this.millis = millis;
    }

    /** Those that advertise at one of these intervals in seconds, as {@code 0.1}. */
    static List<Pace> of(List<String> intervals) {
        return intervals.stream()
                .map(interval -> Stream.of(values())
                        .filter(p -> p.seconds().equals(interval))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("no interval '" + interval + "': 1, 0.1 or 0.01")))
                .toList();
    }

    String text() {
        return text;
    }

    int version() {
        return version;
    }

    int intervalMillis() {
        return millis;
    }

    Duration interval() {
        return Duration.ofMillis(millis);
    }

    /** As configurations write it. */
    String seconds() {
        return millis % 1_000 == 0
                ? Integer.toString(millis / 1_000)
                : String.format(Locale.ROOT, "%.2f", millis / 1_000.0).replaceAll("0$", "");
    }

    /** Skew_Time of RFC 9568 §6.1; at one advert a second RFC 3768's is the same. */
    double skewMillis(int priority) {
        return (256 - priority) * millis / 256.0;
    }

    /** Master_Down_Interval (RFC 9568 §6.1). */
    double masterDownMillis(int priority) {
        return 3 * millis + skewMillis(priority);
    }
}
