package org.vipagent.cloud.simulator;

import java.util.function.Function;

/** The one lock around a zone, and the clock that drives it. */
final class ZoneGate {
    private final Zone zone;
    private final long startedMillis = System.currentTimeMillis();
    private final long startedNanos = System.nanoTime();

    ZoneGate(Zone zone) {
        this.zone = zone;
    }

    /** Milliseconds since 1970; runs on when the wall clock is set. */
    long now() {
        return startedMillis + (System.nanoTime() - startedNanos) / 1_000_000;
    }

    /** Gives the zone, advanced to now, to one caller at a time. */
    synchronized <T> T with(Function<Zone, T> use) {
        zone.advance(now());
        return use.apply(zone);
    }
}
