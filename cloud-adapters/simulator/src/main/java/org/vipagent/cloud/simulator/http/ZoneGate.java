package org.vipagent.cloud.simulator.http;

import java.util.function.Function;
import org.vipagent.cloud.simulator.Zone;

/** The one lock around a zone, and the clock that drives it. */
public final class ZoneGate {
    private final Zone zone;
    private final long startedMillis = System.currentTimeMillis();
    private final long startedNanos = System.nanoTime();

    public ZoneGate(Zone zone) {
        this.zone = zone;
    }

    /** Milliseconds since 1970; runs on when the wall clock is set. */
    public long now() {
        return startedMillis + (System.nanoTime() - startedNanos) / 1_000_000;
    }

    /** Gives the zone, advanced to now, to one caller at a time. */
    public synchronized <T> T with(Function<Zone, T> use) {
        zone.advance(now());
        return use.apply(zone);
    }
}
