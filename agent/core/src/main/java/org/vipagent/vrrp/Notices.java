package org.vipagent.vrrp;

import java.util.EnumMap;
import java.util.Map;
import org.vipagent.vrrp.wire.DropReason;

/** Lets each kind of note through once a minute, however many packets ask for it. */
final class Notices {
    private static final long GAP_NANOS = 60_000_000_000L;

    private final Map<RouterEvent, Long> eventFrom = new EnumMap<>(RouterEvent.class);
    private final Map<DropReason, Long> dropFrom = new EnumMap<>(DropReason.class);
    private long loserHeardAt = Long.MIN_VALUE / 2;

    boolean allows(RouterEvent event, long now) {
        return passes(eventFrom, event, now);
    }

    boolean allows(DropReason reason, long now) {
        return passes(dropFrom, reason, now);
    }

    /**
     * A lesser master after a silence is news at once, even within the minute: each healed partition has to make the
     * cloud follower look.
     *
     * @param silence how long none must have been heard
     */
    boolean allowsLoser(long silence, long now) {
        boolean news = now - loserHeardAt > silence;
        loserHeardAt = now;
        if (news) {
            eventFrom.put(RouterEvent.LOSER_HEARD, now + GAP_NANOS);
            return true;
        }
        return allows(RouterEvent.LOSER_HEARD, now);
    }

    private static <K> boolean passes(Map<K, Long> from, K key, long now) {
        if (now < from.getOrDefault(key, 0L)) {
            return false;
        }
        from.put(key, now + GAP_NANOS);
        return true;
    }
}
