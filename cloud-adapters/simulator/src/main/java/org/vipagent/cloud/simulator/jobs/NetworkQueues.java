package org.vipagent.cloud.simulator.jobs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which job of a network's queue may run: one at a time, first in, first out. Pure bookkeeping. */
final class NetworkQueues {
    /** How often the server looks for queues with nothing under way. */
    static final long SWEEP_MILLIS = 2000;

    private final Map<String, Deque<Turn>> waiting = new HashMap<>();
    private final Set<String> busy = new HashSet<>();

    /** A job that waits for its turn, and how long it takes to begin once it has it. */
    record Turn(Job job, JobBody body, long millis) {}

    void add(String queue, Turn turn) {
        waiting.computeIfAbsent(queue, network -> new ArrayDeque<>()).addLast(turn);
    }

    /** The next one of an idle queue, which is busy from now on. */
    Optional<Turn> next(String queue) {
        Deque<Turn> turns = waiting.getOrDefault(queue, new ArrayDeque<>());
        if (turns.isEmpty() || !busy.add(queue)) {
            return Optional.empty();
        }
        return Optional.of(turns.removeFirst());
    }

    void ended(String queue) {
        busy.remove(queue);
    }

    void clear() {
        waiting.clear();
        busy.clear();
    }

    static long nextSweepAfter(long now) {
        return Math.floorDiv(now, SWEEP_MILLIS) * SWEEP_MILLIS + SWEEP_MILLIS;
    }
}
