package org.vipagent.config;

import org.vipagent.net.IpAddress;

/**
 * One line of {@code unicast_peer}.
 *
 * @param minimumTtl {@code min_ttl}: adverts that arrive with a lower TTL or hop limit are dropped, 0 to 255; 0: no
 * bound
 * @param maximumTtl {@code max_ttl}: the same with a higher one, 0 to 255; 255: no bound
 */
public record Peer(IpAddress address, int minimumTtl, int maximumTtl) {
    /** A peer whose TTL does not matter. */
    public static Peer of(IpAddress address) {
        return new Peer(address, 0, 255);
    }

    boolean hasBounds() {
        return minimumTtl > 0 || maximumTtl < 255;
    }
}
