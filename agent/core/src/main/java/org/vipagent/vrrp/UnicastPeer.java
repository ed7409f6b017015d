package org.vipagent.vrrp;

import org.vipagent.net.IpAddress;

/**
 * Another router of a unicast group.
 *
 * @param minimumTtl adverts of this peer with a lower TTL or hop limit are dropped, 0 to 255; 0 = no bound
 * @param maximumTtl the same with a higher one, 0 to 255; 255 = no bound
 */
public record UnicastPeer(IpAddress address, int minimumTtl, int maximumTtl) {
    public UnicastPeer {
        if (minimumTtl < 0 || maximumTtl > 255 || minimumTtl > maximumTtl) {
            throw new IllegalArgumentException("TTL bounds " + minimumTtl + " to " + maximumTtl);
        }
    }

    /** A peer whose TTL does not matter. */
    public static UnicastPeer of(IpAddress address) {
        return new UnicastPeer(address, 0, 255);
    }

    /** Whether adverts with some TTL are dropped; then those of strangers are, too. */
    boolean isBounded() {
        return minimumTtl > 0 || maximumTtl < 255;
    }

    boolean admits(int ttl) {
        return ttl >= minimumTtl && ttl <= maximumTtl;
    }
}
