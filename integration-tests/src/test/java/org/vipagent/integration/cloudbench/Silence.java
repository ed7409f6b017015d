package org.vipagent.integration.cloudbench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vipagent.cloud.simulator.ZoneSnapshot;

/** When packets to the public address were led to the master since it is master, and when not, for each rule. */
final class Silence {
    /** A time without a packet for one rule. */
    private record Gap(long from, long until) {}

    private final Scene scene;
    private final long since;
    private final Map<Integer, Long> silentSince = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private long firstPacketAt = Long.MAX_VALUE;

    Silence(Scene scene, long since) {
        this.scene = scene;
        this.since = since;
    }

    /** The zone as it is from now on. */
    void sample(ZoneSnapshot zone, long now) {
        for (int port : scene.ports()) {
            if (!scene.leadsToMaster(port, zone)) {
                silentSince.putIfAbsent(port, now);
            } else {
                firstPacketAt = Math.min(firstPacketAt, now);
                Long from = silentSince.remove(port);
                if (from != null) {
                    gaps.add(new Gap(from, now));
                }
            }
        }
    }

    /** Seconds from the mastership to the first packet of any rule. */
    double firstPacket() {
        return (firstPacketAt - since) / (double) Time.SECOND;
    }

    /** Seconds: the longest gap of any rule that began before that time; gaps of no length do not count. */
    double longestGap(long beganBefore) {
        return gaps.stream()
                        .filter(gap -> gap.from() < beganBefore)
                        .mapToLong(gap -> gap.until() - gap.from())
                        .max()
                        .orElse(0)
                / (double) Time.SECOND;
    }

    boolean isSilent() {
        return !silentSince.isEmpty();
    }
}
