package org.vipagent.daemon.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What became of the client's questions, by their start; they may be decided in any order. Safe for several threads. */
public final class AttemptLog {
    private final TreeMap<Long, Attempt> attempts = new TreeMap<>();

    public synchronized void add(Attempt attempt) {
        attempts.put(attempt.startedAt(), attempt);
    }

    /** The latest question that is decided. */
    public synchronized Optional<Attempt> last() {
        return Optional.ofNullable(attempts.lastEntry()).map(Map.Entry::getValue);
    }

    public synchronized int size() {
        return attempts.size();
    }

    /** The outages that began in a span of time, in order. */
    public synchronized List<Outage> outages(long from, long to) {
        List<Outage> found = new ArrayList<>();
        Outage open = null;
        for (Attempt attempt : attempts.tailMap(from, true).values()) {
            long at = attempt.startedAt();
            if (attempt.succeeded()) {
                if (open != null) {
                    found.add(new Outage(open.startedAt(), at, open.failures()));
                    open = null;
                }
                if (at > to) {
                    break;
                }
            } else if (open != null) {
                open = new Outage(open.startedAt(), at, open.failures() + 1);
            } else if (at <= to) {
                open = new Outage(at, at, 1);
            }
        }
        if (open != null) {
            found.add(open);
        }
        return found;
    }

    /** All outages of a span of time together. */
    public Duration unanswered(long from, long to) {
        return outages(from, to).stream().map(Outage::length).reduce(Duration.ZERO, Duration::plus);
    }
}
