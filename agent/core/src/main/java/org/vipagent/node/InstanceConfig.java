package org.vipagent.node;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterConfig;

/**
 * Everything that one {@code vrrp_instance} block makes this node do.
 *
 * @param sourceAddress the configured source of adverts, without which the instance is in fault; empty: the interface's
 * first own address of the family
 * @param faultWithoutPeers whether it is in fault, and does not use multicast, while it has no unicast peer
 * @param addresses all addresses that follow mastership, advertised or not, in the order of the file
 * @param unicastTtl the TTL of adverts to unicast peers
 * @param trackPrimary whether a link that is down keeps the instance from being master
 * @param witness who has to answer, or a peer instead, for this node to be master; empty: nobody
 */
public record InstanceConfig(
        RouterConfig router,
        Optional<IpAddress> sourceAddress,
        boolean faultWithoutPeers,
        List<ManagedAddress> addresses,
        int unicastTtl,
        boolean trackPrimary,
        Optional<WitnessConfig> witness,
        Optional<CloudBinding> cloud) {
    public InstanceConfig {
        addresses = List.copyOf(addresses);
    }

    /** An instance that uses multicast where it has no unicast peer, and has no witness of its own. */
    public InstanceConfig(
            RouterConfig router,
            Optional<IpAddress> sourceAddress,
            List<ManagedAddress> addresses,
            int unicastTtl,
            boolean trackPrimary,
            Optional<CloudBinding> cloud) {
        this(router, sourceAddress, false, addresses, unicastTtl, trackPrimary, Optional.empty(), cloud);
    }

    /**
     * The address that stands for all when others are asked whether they have it, since all are on one machine
     * together: the first of the family of the adverts; a neighbour solicitation leaves only by the interface of its
     * source.
     */
    Optional<ManagedAddress> representative() {
        AddressFamily family = router.key().family();
        return addresses.stream()
                .filter(a -> a.address().address().family() == family)
                .filter(a -> family == AddressFamily.INET
                        || a.device().equals(router.key().interfaceName()))
                .findFirst();
    }

    /** Whether the gateway of its interface is a witness for anything. */
    boolean asksGateway() {
        return Stream.concat(witness.stream(), cloud.flatMap(CloudBinding::witness).stream())
                .anyMatch(WitnessConfig::gateway);
    }

    /** Whether the same stations are asked for the same reasons, and reported under the same name. */
    boolean asksTheSameAs(InstanceConfig other) {
        return name().equals(other.name())
                && witness.equals(other.witness)
                && cloud.flatMap(CloudBinding::witness).equals(other.cloud.flatMap(CloudBinding::witness))
                && router.advertIntervalNanos() == other.router.advertIntervalNanos()
                && router.unicastPeers().equals(other.router.unicastPeers());
    }

    /** The same with another delay before the first start. */
    InstanceConfig startingAfter(long nanos) {
        if (nanos == router.startupDelayNanos()) {
            return this;
        }
        RouterConfig later = router.toBuilder().startupDelayNanos(nanos).build();
        return new InstanceConfig(
                later, sourceAddress, faultWithoutPeers, addresses, unicastTtl, trackPrimary, witness, cloud);
    }

    public String name() {
        return router.name();
    }
}
