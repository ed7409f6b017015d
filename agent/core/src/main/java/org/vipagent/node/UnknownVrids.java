package org.vipagent.node;

import java.util.HashMap;
import java.util.Map;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/**
 * Packets for virtual routers that are not configured here: always counted; told, each VRID of an interface at most
 * once a minute, where that is asked for.
 */
final class UnknownVrids {
    private static final int VRIDS = 256;
    private static final long GAP_NANOS = 60_000_000_000L;

    private boolean told;
    private final Outbox outbox;
    private final Map<InterfaceName, long[]> silentUntil = new HashMap<>();
    private long count;

    UnknownVrids(boolean told, Outbox outbox) {
        this.told = told;
        this.outbox = outbox;
    }

    /** Whether they are told of from now on; they are counted in any case. */
    void tell(boolean wanted) {
        told = wanted;
    }

    /** @param vrid 0 to 255; negative: too short a packet to have one */
    void heard(InterfaceName device, int vrid, IpAddress source, long now) {
        count++;
        if (!told || vrid < 0) {
            return;
        }
        long[] until = silentUntil.computeIfAbsent(device, d -> new long[2 * VRIDS]);
        int slot = source.family() == AddressFamily.INET ? vrid : VRIDS + vrid;
        if (until[slot] <= now) {
            until[slot] = now + GAP_NANOS;
            outbox.record(
                    now,
                    NodeEvent.Severity.INFORMATION,
                    "node",
                    source + " sends adverts for virtual_router_id " + vrid + " on " + device
                            + ", which is not configured here");
        }
    }

    long count() {
        return count;
    }
}
