package org.vipagent.vrrp;

import java.util.List;
import java.util.Optional;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.AdvertExchange;
import org.vipagent.vrrp.wire.AdvertFormat;
import org.vipagent.vrrp.wire.Authentication;
import org.vipagent.vrrp.wire.Hmac;
import org.vipagent.vrrp.wire.OldUnicastChecksum;
import org.vipagent.vrrp.wire.Transport;

/**
 * One {@code vrrp_instance}, as far as the election goes. Made by {@link #builder}.
 *
 * @param name the instance's name in the configuration
 * @param version 2 or 3
 * @param priority 1 to 255 before any tracking; 255 = owner of the addresses
 * @param advertIntervalNanos version 2: 1 to 255 whole seconds; version 3: 10 ms to 40.95 s in steps of 10 ms
 * @param preempt take over from a lower priority; an owner always does
 * @param preemptDelayNanos wait so long from the first lower-priority advert before taking over; 0 = no wait
 * @param downTimerAdverts adverts that may be missed, 1 to 100; the RFC's is 3
 * @param virtualAddresses advertised, order kept, all of the key's family, at most 255
 * @param unicastPeers empty = multicast
 * @param checkUnicastSource drop what comes from no unicast peer
 * @param hmac the trailer of every advert, if any
 * @param transport what carries adverts; UDP needs unicast peers, and an authentication header is a transport
 * @param v3ChecksumAsV2 send version-3 IPv4 checksums without a pseudo-header
 * @param startAsMaster {@code state MASTER}: matters only with priority 255, where it skips the wait at the start
 * @param stopTimeoutNanos how long a leaving master keeps answering at most; 0 = not at all
 * @param startupDelayNanos waited at the first start before anything may be taken over
 */
public record RouterConfig(
        String name,
        RouterKey key,
        int version,
        int priority,
        long advertIntervalNanos,
        boolean preempt,
        long preemptDelayNanos,
        int downTimerAdverts,
        List<IpAddress> virtualAddresses,
        List<UnicastPeer> unicastPeers,
        boolean checkUnicastSource,
        Authentication authentication,
        Optional<Hmac> hmac,
        Transport transport,
        boolean v3ChecksumAsV2,
        OldUnicastChecksum oldUnicastChecksum,
        PeerManners manners,
        boolean startAsMaster,
        AnnouncePolicy announce,
        ForeignVrid foreignVrid,
        long stopTimeoutNanos,
        long startupDelayNanos) {
    /** The priority of a router that owns the addresses (RFC 9568 §5.2.4). */
    public static final int OWNER = 255;

    public RouterConfig {
        virtualAddresses = List.copyOf(virtualAddresses);
        unicastPeers = List.copyOf(unicastPeers);
        require(priority >= 1 && priority <= OWNER, "a priority is 1 to 255, not " + priority);
        require(downTimerAdverts >= 1 && downTimerAdverts <= 100, "down_timer_adverts is 1 to 100");
        require(
                preemptDelayNanos >= 0 && stopTimeoutNanos >= 0 && startupDelayNanos >= 0,
                "delays and time-outs are not negative");
        for (UnicastPeer peer : unicastPeers) {
            require(
                    peer.address().family() == key.family(),
                    "unicast peer " + peer.address() + " is of the other address family");
        }
        require(transport.kind() != Transport.Kind.UDP || !unicastPeers.isEmpty(), "transport udp needs unicast peers");
        // Refuses what no advert can carry: interval, version with family, addresses, authentication with transport.
        AdvertFormat format = new AdvertFormat(
                version,
                key.vrid(),
                key.family(),
                advertIntervalNanos,
                virtualAddresses,
                authentication,
                v3ChecksumAsV2,
                !unicastPeers.isEmpty(),
                oldUnicastChecksum);
        var unused = new AdvertExchange(format, hmac, transport);
    }

    /**
     * Starts from the defaults: version 2, priority 100, one second, preempt, multicast, no authentication.
     *
     * @param name the instance's name
     */
    public static RouterConfigBuilder builder(String name, RouterKey key) {
        return new RouterConfigBuilder(name, key);
    }

    /** A builder that holds all of this configuration. */
    public RouterConfigBuilder toBuilder() {
        return new RouterConfigBuilder(this);
    }

    /** How this router's adverts look on the wire. */
    public AdvertFormat format() {
        return new AdvertFormat(
                version,
                key.vrid(),
                key.family(),
                advertIntervalNanos,
                virtualAddresses,
                authentication,
                v3ChecksumAsV2,
                unicast(),
                oldUnicastChecksum);
    }

    /** Whether adverts go to configured peers instead of the group. */
    public boolean unicast() {
        return !unicastPeers.isEmpty();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
