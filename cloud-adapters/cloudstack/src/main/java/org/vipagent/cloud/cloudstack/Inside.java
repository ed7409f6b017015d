package org.vipagent.cloud.cloudstack;

import java.util.Optional;
import org.vipagent.cloud.cloudstack.api.Network;
import org.vipagent.cloud.cloudstack.api.Nic;
import org.vipagent.cloud.cloudstack.api.PublicAddress;
import org.vipagent.net.IpAddress;

/**
 * Where something that has a public address leads.
 *
 * @param address the virtual address, or this node's own
 * @param nic this node's interface in the network of that address
 */
record Inside(IpAddress address, Nic nic, Network network) {
    /** What {@code networkid} has to say: an address of a VPC belongs to none of its tiers before it has a rule there. */
    Optional<String> tier(PublicAddress publicAddress) {
        return publicAddress.networkId().isPresent() ? Optional.empty() : Optional.of(network.id());
    }

    /** Whether a public address cannot lead there, since it belongs to another network. */
    boolean isElsewhere(PublicAddress publicAddress) {
        return publicAddress.vpcId().isEmpty()
                && publicAddress
                        .networkId()
                        .filter(id -> !id.equals(network.id()))
                        .isPresent();
    }
}
