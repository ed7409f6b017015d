package org.vipagent.config;

import java.time.Duration;

/**
 * How a master announces its addresses ({@code garp_*} and {@code vrrp_garp_*}).
 *
 * @param masterDelay time from the first burst to the second; zero: no second burst
 * @param masterRepeat announcements of one address in a burst, at least 1
 * @param masterRefresh time between refreshes while master; zero: none
 * @param masterRefreshRepeat announcements of one address in a refresh, at least 1
 * @param lowerPriorityDelay as {@code masterDelay}, for bursts after an advert of lower priority
 * @param lowerPriorityRepeat as {@code masterRepeat}, for the same; 0: no burst
 * @param garpInterval least distance of two gratuitous ARP packets on an interface; zero: none
 * @param gnaInterval the same for unsolicited neighbour advertisements
 */
public record GratuitousArp(
        Duration masterDelay,
        int masterRepeat,
        Duration masterRefresh,
        int masterRefreshRepeat,
        Duration lowerPriorityDelay,
        int lowerPriorityRepeat,
        Duration garpInterval,
        Duration gnaInterval) {
    /** Packets that need keep no distance. */
    public GratuitousArp(
            Duration masterDelay,
            int masterRepeat,
            Duration masterRefresh,
            int masterRefreshRepeat,
            Duration lowerPriorityDelay,
            int lowerPriorityRepeat) {
        this(
                masterDelay,
                masterRepeat,
                masterRefresh,
                masterRefreshRepeat,
                lowerPriorityDelay,
                lowerPriorityRepeat,
                Duration.ZERO,
                Duration.ZERO);
    }

    /**
     * keepalived's defaults, five at once and five more after five seconds, and one a minute besides: keepalived has no
     * refresh by default, and whoever missed both bursts then keeps the old master's hardware address.
     */
    public static GratuitousArp defaults() {
        return new GratuitousArp(Duration.ofSeconds(5), 5, Duration.ofSeconds(60), 1, Duration.ofSeconds(5), 5);
    }

    /** The same, but adverts of lower priority cause no announcement. */
    GratuitousArp withoutLowerPriority() {
        return new GratuitousArp(
                masterDelay,
                masterRepeat,
                masterRefresh,
                masterRefreshRepeat,
                Duration.ZERO,
                0,
                garpInterval,
                gnaInterval);
    }

    GratuitousArp withIntervals(Duration garp, Duration gna) {
        return new GratuitousArp(
                masterDelay,
                masterRepeat,
                masterRefresh,
                masterRefreshRepeat,
                lowerPriorityDelay,
                lowerPriorityRepeat,
                garp,
                gna);
    }
}
