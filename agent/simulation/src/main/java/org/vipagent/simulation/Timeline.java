package org.vipagent.simulation;

import java.util.PriorityQueue;

/** Virtual time: what is to happen, in the order of its instants, and in the order of its making at the same instant. */
final class Timeline {
    private final PriorityQueue<Event> events = new PriorityQueue<>(256);
    private long now;
    private long made;

    private record Event(long at, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    /** Nanoseconds since the world began. */
    long now() {
        return now;
    }

    /** Lets something happen at an instant; at once, after all that is due, if that has passed. */
    void at(long instant, Runnable action) {
        events.add(new Event(Math.max(instant, now), made++, action));
    }

    void after(long nanos, Runnable action) {
        at(now + nanos, action);
    }

    /**
     * Lets the next event happen if it is due by then; otherwise time moves there.
     *
     * @return whether an event happened
     */
    boolean step(long until) {
        Event next = events.peek();
        if (next == null || next.at > until) {
            now = Math.max(now, until);
            return false;
        }
        events.poll();
        now = next.at;
        next.action.run();
        return true;
    }
}
