package org.vipagent.cloud.cloudstack;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts rounds of looks as a clock for what is forgotten after a while: a round is over when the instance that looks
 * most often has looked once more, however many instances there are. Safe for use from several threads.
 */
final class Rounds {
    private final Map<String, Integer> looks = new ConcurrentHashMap<>();
    private final AtomicInteger rounds = new AtomicInteger();

    int now() {
        return rounds.get();
    }

    /**
     * An instance begins a look.
     *
     * @return whether a round begins with it
     */
    boolean look(String instance) {
        int own = looks.merge(instance, Math.max(1, rounds.get()), (count, first) -> count + 1);
        return rounds.compareAndSet(own - 1, own);
    }
}
