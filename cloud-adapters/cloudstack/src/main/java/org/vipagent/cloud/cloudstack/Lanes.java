package org.vipagent.cloud.cloudstack;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which {@linkplain CloudStackStep#lane() lanes} are taken, across the stages of all instances: two instances may have
 * rules of the same public address, and each carries its stages out on a thread of its own.
 */
final class Lanes {
    private final Map<String, Object> taken = new ConcurrentHashMap<>();

    /** Takes a lane that is free, or that this owner has already. */
    boolean tryEnter(String lane, Object owner) {
        return taken.computeIfAbsent(lane, l -> owner) == owner;
    }

    /** Gives a lane back; nothing happens if it is another owner's. */
    void leave(String lane, Object owner) {
        taken.remove(lane, owner);
    }
}
