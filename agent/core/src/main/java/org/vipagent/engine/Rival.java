package org.vipagent.engine;

import java.util.Arrays;
import java.util.List;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterConfig;
import org.vipagent.vrrp.UnicastPeer;
import org.vipagent.vrrp.VirtualRouter;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.Datagram;
import org.vipagent.vrrp.wire.Encoded;

/**
 * Another router of the same virtual router in a {@link Rehearsal}, that says what it is told to. Its packets have no
 * IP header, so those with an authentication header are refused: that is rehearsed, too.
 */
final class Rival {
    private static final int TTL = 255;

    private final VirtualRouter router;
    private final IpAddress source;
    private final IpAddress destination;
    private final int ttl;
    private final byte[] scratch = new byte[AdvertCodec.MAXIMUM_LENGTH];

    /** A packet on its way. */
    record Arrival(InterfaceName device, Datagram datagram) {}

    /** @param addresses what it may have as its own where it is no unicast peer with a known one */
    Rival(RouterConfig config, List<Cidr> addresses) {
        this.router = new VirtualRouter(config);
        UnicastPeer peer = config.unicast() ? config.unicastPeers().get(0) : null;
        this.source = peer != null
                ? peer.address()
                : addresses.stream()
                        .map(Cidr::address)
                        .filter(a -> a.family() == config.key().family())
                        .findFirst()
                        .orElseThrow();
        this.destination =
                peer != null ? peer.address() : AdvertCodec.group(config.key().family());
        this.ttl = peer != null ? peer.maximumTtl() : TTL;
        router.start(source, 0);
    }

    /** @param now as in the node, of both clocks */
    Arrival advert(int priority, long now) {
        Encoded encoded = router.encode(priority, destination, now, scratch);
        byte[] payload = Arrays.copyOf(scratch, encoded.length());
        RouterConfig config = router.config();
        return new Arrival(
                config.key().interfaceName(),
                new Datagram(source, destination, ttl, config.transport(), 0, payload, 0, payload.length));
    }
}
