package org.vipagent.integration.cloudbench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.vipagent.cloud.simulator.Zone;
import org.vipagent.cloud.simulator.ZoneAnswer;
import org.vipagent.cloud.simulator.ZoneSnapshot;

/** A zone on a clock that jumps from one event to the next. */
final class VirtualCloud implements Time, Api {
    private static final long MILLISECOND = 1_000_000L;
    /** The zone counts its milliseconds from 1970; a plausible date reads better in its answers. */
    private static final long BEGINNING_MILLIS = 1_750_000_000_000L;

    private record Event(long at, long order, Runnable what) {}

    private final Scene scene;
    private final Zone zone;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long ordered;
    private long now;
    private int calls;
    private Silence silence;

    VirtualCloud(Scene scene, Zone zone) {
        this.scene = scene;
        this.zone = zone;
    }

    @Override
    public long now() {
        return now;
    }

    /** Has something happen at its time. */
    void at(long when, Runnable what) {
        events.add(new Event(when, ordered++, what));
    }

    @Override
    public void sleepUntil(long when) {
        boolean more = true;
        while (more) {
            more = step(when);
        }
    }

    /** Goes to the next event, or to that time if nothing happens before; says whether there was one. */
    boolean step(long until) {
        long zoneDue =
                zone.nextDueAt() == Zone.NEVER ? Long.MAX_VALUE : (zone.nextDueAt() - BEGINNING_MILLIS) * MILLISECOND;
        long due = events.isEmpty() ? Long.MAX_VALUE : events.peek().at();
        if (Math.min(zoneDue, due) > until) {
            now = Math.max(now, until);
            return false;
        }
        now = Math.max(now, Math.min(zoneDue, due));
        if (zoneDue <= due) {
            zone.advance(millis());
        } else {
            events.poll().what().run();
        }
        sample();
        return true;
    }

    private void sample() {
        if (silence != null) {
            silence.sample(zone.snapshot(), now);
        }
    }

    private long millis() {
        return BEGINNING_MILLIS + now / MILLISECOND;
    }

    /** Counts and listens from now on. */
    Silence watch() {
        calls = 0;
        silence = new Silence(scene, now);
        sample();
        return silence;
    }

    /** A request that arrives now. */
    ZoneAnswer handle(String command, Map<String, String> parameters) {
        calls++;
        Map<String, String> all = new HashMap<>(parameters);
        all.put("command", command);
        return zone.handle(all, millis());
    }

    @Override
    public JsonNode call(String command, Map<String, String> parameters) {
        ZoneAnswer answer = handle(command, parameters);
        sample();
        sleepUntil(now + answer.delayMillis() * MILLISECOND);
        if (answer.status() != 200) {
            throw Api.refused(command, answer.status(), answer.text());
        }
        return answer.content();
    }

    /** Since {@link #watch}. */
    int calls() {
        return calls;
    }

    ZoneSnapshot snapshot() {
        zone.advance(millis());
        return zone.snapshot();
    }
}
