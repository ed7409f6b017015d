package org.vipagent.vrrp;

/**
 * How often gratuitous ARP (or unsolicited neighbour advertisements) is sent for every address.
 *
 * @param masterDelayNanos second burst this long after the first of a mastership; 0 = no second burst
 * @param masterRepeat packets per address in a burst; 0 = none
 * @param masterRefreshNanos a refresh this often while master; 0 = never
 * @param masterRefreshRepeat packets per address in a refresh
 * @param lowerPriorityDelayNanos second burst this long after a lesser master was heard; 0 = no second burst
 * @param lowerPriorityRepeat packets per address when a lesser master is heard; 0 = none
 */
public record AnnouncePolicy(
        long masterDelayNanos,
        int masterRepeat,
        long masterRefreshNanos,
        int masterRefreshRepeat,
        long lowerPriorityDelayNanos,
        int lowerPriorityRepeat) {
    private static final long SECOND = 1_000_000_000L;

    /**
     * keepalived's bursts (5 now, 5 after 5 s), and one packet a minute on top, which keepalived leaves off: a claim
     * that is only made on the transition stays wrong wherever that one burst was lost.
     */
    public static final AnnouncePolicy DEFAULTS = new AnnouncePolicy(5 * SECOND, 5, 60 * SECOND, 1, 5 * SECOND, 5);

    public AnnouncePolicy {
        long least = Math.min(Math.min(masterDelayNanos, masterRefreshNanos), lowerPriorityDelayNanos);
        if (least < 0 || masterRepeat < 0 || masterRefreshRepeat < 0 || lowerPriorityRepeat < 0) {
            throw new IllegalArgumentException("delays and repeats of gratuitous ARP are not negative");
        }
    }
}
