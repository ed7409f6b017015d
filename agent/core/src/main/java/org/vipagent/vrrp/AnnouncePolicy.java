package org.vipagent.vrrp;

import org.vipagent.net.AddressFamily;

/**
 * How often gratuitous ARP (or unsolicited neighbour advertisements) is sent for every address.
 *
 * @param masterDelayNanos second burst this long after the first of a mastership; 0 = no second burst
 * @param masterRepeat packets per address in a burst; 0 = none
 * @param masterRefreshNanos a refresh this often while master; 0 = never
 * @param masterRefreshRepeat packets per address in a refresh
 * @param lowerPriorityDelayNanos second burst this long after a lesser master was heard; 0 = no second burst
 * @param lowerPriorityRepeat packets per address when a lesser master is heard; 0 = none
 * @param garpIntervalNanos least distance of two gratuitous ARP packets on an interface; 0 = none
 * @param gnaIntervalNanos the same for unsolicited neighbour advertisements
 */
public record AnnouncePolicy(
        long masterDelayNanos,
        int masterRepeat,
        long masterRefreshNanos,
        int masterRefreshRepeat,
        long lowerPriorityDelayNanos,
        int lowerPriorityRepeat,
        long garpIntervalNanos,
        long gnaIntervalNanos) {
    private static final long SECOND = 1_000_000_000L;

    /**
     * keepalived's bursts (5 now, 5 after 5 s), and one packet a minute on top, which keepalived leaves off: a claim
     * that is only made on the transition stays wrong wherever that one burst was lost.
     */
    public static final AnnouncePolicy DEFAULTS = new AnnouncePolicy(5 * SECOND, 5, 60 * SECOND, 1, 5 * SECOND, 5);

    public AnnouncePolicy {
        long least = Math.min(Math.min(masterDelayNanos, masterRefreshNanos), lowerPriorityDelayNanos);
        if (Math.min(garpIntervalNanos, gnaIntervalNanos) < 0) {
            throw new IllegalArgumentException("intervals of gratuitous ARP are not negative");
        }
        if (least < 0 || masterRepeat < 0 || masterRefreshRepeat < 0 || lowerPriorityRepeat < 0) {
            throw new IllegalArgumentException("delays and repeats of gratuitous ARP are not negative");
        }
    }

    /** A policy whose packets need keep no distance. */
    public AnnouncePolicy(
            long masterDelayNanos,
            int masterRepeat,
            long masterRefreshNanos,
            int masterRefreshRepeat,
            long lowerPriorityDelayNanos,
            int lowerPriorityRepeat) {
        this(
                masterDelayNanos,
                masterRepeat,
                masterRefreshNanos,
                masterRefreshRepeat,
                lowerPriorityDelayNanos,
                lowerPriorityRepeat,
                0,
                0);
    }

    /**
     * Packets per address when another station answers for one: as for a lesser master that is heard, but at least one,
     * since that answer may be the only sign of a rival that steps down without a word. None where the beginning of a
     * mastership is not announced either.
     */
    int claimRepeat() {
        return Math.max(lowerPriorityRepeat, Math.min(1, masterRepeat));
    }

    /** The least distance of two packets of a family on an interface. */
    public long packetIntervalNanos(AddressFamily family) {
        return family == AddressFamily.INET ? garpIntervalNanos : gnaIntervalNanos;
    }
}
