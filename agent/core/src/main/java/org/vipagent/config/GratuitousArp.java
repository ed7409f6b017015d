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
 */
public record GratuitousArp(
        Duration masterDelay,
        int masterRepeat,
        Duration masterRefresh,
        int masterRefreshRepeat,
        Duration lowerPriorityDelay,
        int lowerPriorityRepeat) {
    /**
     * keepalived's defaults, five at once and five more after five seconds, and one a minute besides: keepalived has no
     * refresh by default, and whoever missed both bursts then keeps the old master's hardware address.
     */
    public static GratuitousArp defaults() {
        return new GratuitousArp(Duration.ofSeconds(5), 5, Duration.ofSeconds(60), 1, Duration.ofSeconds(5), 5);
    }
}
