package org.vipagent.cloud.cloudstack;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known from before a restart alone, and was not asked for by any look since. After a while of looks that ended
 * well no claim is about it any more, and it is forgotten. Safe for use from several threads.
 */
final class Inheritance {
    private static final int ROUNDS_OF_PATIENCE = 60;

    private final Set<Object> unclaimed = ConcurrentHashMap.newKeySet();
    private final Rounds rounds = new Rounds();

    /** @param thing by which it will be asked for */
    void add(Object thing) {
        unclaimed.add(thing);
    }

    /** It was asked for. */
    void claimed(Object thing) {
        unclaimed.remove(thing);
    }

    /**
     * A look of that instance has ended well.
     *
     * @return what is to be forgotten
     */
    Set<Object> looked(String instance) {
        if (unclaimed.isEmpty() || !rounds.look(instance) || rounds.now() < ROUNDS_OF_PATIENCE) {
            return Set.of();
        }
        Set<Object> forgotten = Set.copyOf(unclaimed);
        unclaimed.clear();
        return forgotten;
    }
}
