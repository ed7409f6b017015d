package org.vipagent.cloud.simulator.tables;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vipagent.cloud.simulator.api.Owner;

/** The audit trail: who did what, and how it went. Holds the last entries only. */
public final class EventLog {
    private static final int KEPT = 2000;

    private final Deque<Event> events = new ArrayDeque<>();
    private long written;

    /**
     * An entry.
     *
     * @param number counts from 1
     * @param parent the number of the entry that began what this one goes on with
     */
    public record Event(long number, Optional<Long> parent, Owner owner, Text text, long at) {
        public String id() {
            return idOf(number);
        }

        public Optional<String> parentId() {
            return parent.map(Event::idOf);
        }

        private static String idOf(long number) {
            return new UUID(0x5eed_0000_0000_4000L, 0x8000_0000_0000_0000L | number).toString();
        }
    }

    /**
     * What an entry says.
     *
     * @param type such as {@code NET.RULEADD}
     * @param level {@code INFO} or {@code ERROR}
     * @param state {@code Created}, {@code Scheduled}, {@code Started} or {@code Completed}
     */
    public record Text(String type, String level, String description, String state) {}

    /** Writes an entry and returns its number. */
    public long write(Owner owner, Text text, Optional<Long> parent, long now) {
        if (events.size() == KEPT) {
            events.removeFirst();
        }
        written++;
        events.addLast(new Event(written, parent, owner, text, now));
        return written;
    }

    public List<Event> newestFirst() {
        List<Event> all = new ArrayList<>(events.size());
        events.descendingIterator().forEachRemaining(all::add);
        return all;
    }
}
