package org.vipagent.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.Claim;

/**
 * A {@code cloud} block of an instance: what in the cloud belongs to the master.
 *
 * @param provider the name of a {@link CloudProvider} of the same configuration
 * @param claims in the order of the file, at least one
 * @param peers ids of the other nodes' virtual machines; empty: found out by the adapter ({@code peers auto})
 * @param follow when to write
 * @param settle how long the master must be stable before a working path is interrupted
 * @param recheck how often a master looks whether its claims are still there
 * @param witness who has to answer before anything is written; empty: nobody
 */
public record CloudFollowing(
        String provider,
        List<Claim> claims,
        List<String> peers,
        FollowMode follow,
        Duration settle,
        Duration recheck,
        Optional<Witness> witness) {
    public CloudFollowing {
        claims = List.copyOf(claims);
        peers = List.copyOf(peers);
    }

    /** Without a witness. */
    public CloudFollowing(
            String provider,
            List<Claim> claims,
            List<String> peers,
            FollowMode follow,
            Duration settle,
            Duration recheck) {
        this(provider, claims, peers, follow, settle, recheck, Optional.empty());
    }
}
