package org.vipagent.integration.bench;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** Times of the wall clock in whole microseconds since 1970: the clock that capture, kernel events and shell share. */
final class Moments {
    private Moments() {}

    static long now() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1_000;
    }

    /** As {@code ip -ts} writes it with TZ=UTC: {@code 2025-01-31T23:59:59.123456}. */
    static long ofTimestamp(String text) {
        Instant at = LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        return TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + at.getNano() / 1_000;
    }

    /** As Bash's EPOCHREALTIME: {@code 1738367999.123456}. */
    static long ofEpoch(String text) {
        int dot = text.indexOf('.');
        return Long.parseLong(text.substring(0, dot) + text.substring(dot + 1));
    }

    static double millis(long micros) {
        return micros / 1_000.0;
    }
}
