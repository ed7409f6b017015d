package org.vipagent.config;

import java.util.List;
import java.util.Optional;
import org.vipagent.net.IpAddress;

/**
 * Where an instance's adverts go, and whose are believed.
 *
 * @param sourceAddress of adverts, of the instance's family; while it is not there, the instance is in fault ({@code
 *     track_src_ip}). Empty: an address of the interface
 * @param peers where adverts go instead of the group, of the instance's family; empty: multicast
 * @param unicastTtl TTL or hop limit of adverts to peers, 1 to 255
 * @param checkSource {@code check_unicast_src}: adverts from others than the peers are dropped
 * @param faultWithoutPeers {@code unicast_fault_no_peer}: a fault, not multicast, when no peer is left
 * @param oldChecksum the form of the checksum, version 3 over IPv4 to peers
 */
public record Delivery(
        Optional<IpAddress> sourceAddress,
        List<Peer> peers,
        int unicastTtl,
        boolean checkSource,
        boolean faultWithoutPeers,
        OldChecksum oldChecksum) {
    public Delivery {
        peers = List.copyOf(peers);
    }

    /** To the group, from the interface's address. */
    public static Delivery multicast() {
        return toPeers(List.of());
    }

    /** To some peers, with keepalived's defaults. */
    public static Delivery toPeers(List<Peer> peers) {
        return new Delivery(Optional.empty(), peers, 255, false, false, OldChecksum.ACCEPT);
    }
}
