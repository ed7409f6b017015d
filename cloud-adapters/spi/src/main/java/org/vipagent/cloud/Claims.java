package org.vipagent.cloud;

import java.util.List;

/**
 * Everything that one VRRP instance claims in one cloud.
 *
 * @param instance the instance's name, for logs and plans
 * @param claims in the order of the configuration
 * @param peers ids of the other nodes' virtual machines; empty means that the adapter finds out by itself whose
 *     interfaces may hold our addresses
 */
public record Claims(String instance, List<Claim> claims, List<String> peers) {
    public Claims {
        claims = List.copyOf(claims);
        peers = List.copyOf(peers);
    }
}
