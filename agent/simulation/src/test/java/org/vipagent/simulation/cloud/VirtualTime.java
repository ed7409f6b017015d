package org.vipagent.simulation.cloud;

import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that goes from one event to the next. Nanoseconds from 0. */
final class VirtualTime {
    static final long MILLISECOND = 1_000_000L;
    static final long SECOND = 1_000_000_000L;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private long numbers;
    private long now;

    private record Event(long at, long number, Runnable what) {}

    long now() {
        return now;
    }

    void after(long nanos, Runnable what) {
        events.add(new Event(now + Math.max(0, nanos), numbers++, what));
    }

    /** When the next event comes; {@link Long#MAX_VALUE} for none. */
    long nextAt() {
        return events.isEmpty() ? Long.MAX_VALUE : events.peek().at();
    }

    /** Goes on to an instant that is not after the next event. */
    void goTo(long at) {
        now = Math.max(now, at);
    }

    /** Goes on to the next event and lets it happen. */
    void step() {
        Event event = events.remove();
        goTo(event.at());
        event.what().run();
    }
}
