package org.vipagent.vrrp;

import java.util.EnumMap;
import java.util.Map;
import org.vipagent.vrrp.wire.DropReason;

/** Lets each kind of note through once a minute, however many packets ask for it. */
final class Notices {
    private static final long GAP_NANOS = 60_000_000_000L;

    private final Map<RouterEvent, Long> eventFrom = new EnumMap<>(RouterEvent.class);
    private final Map<DropReason, Long> dropFrom = new EnumMap<>(DropReason.class);
    private final Map<RouterEvent, Long> lastAt = new EnumMap<>(RouterEvent.class);

    boolean allows(RouterEvent event, long now) {
        return passes(eventFrom, event, now);
    }

    boolean allows(DropReason reason, long now) {
        return passes(dropFrom, reason, now);
    }

    /**
     * A second master after a silence is news at once, even within the minute: each healed partition has to make the
     * cloud follower look.
     *
     * @param silence how long there must have been no such event
     */
    boolean allowsAfterSilence(RouterEvent event, long silence, long now) {
        Long before = lastAt.put(event, now);
        if (before == null || now - before > silence) {
            eventFrom.put(event, now + GAP_NANOS);
            return true;
        }
        return allows(event, now);
    }

    private static <K> boolean passes(Map<K, Long> from, K key, long now) {
        if (now < from.getOrDefault(key, 0L)) {
            return false;
        }
        from.put(key, now + GAP_NANOS);
        return true;
    }
}
