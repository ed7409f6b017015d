package org.vipagent.cloud.cloudstack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.cloud.cloudstack.api.Machine;
import org.vipagent.cloud.cloudstack.api.PublicAddress;
import org.vipagent.net.IpAddress;

/**
 * What one look showed, with the ids that a plan needs.
 *
 * @param own this node's machine
 * @param seats for each address that the claims name
 * @param publicAddresses all of the account
 * @param rules all of the account, with their targets filled in
 * @param holdings for each claim
 * @param remarks what the operator should know although it stops nothing
 */
record CloudStackView(
        Machine own,
        Map<IpAddress, Seat> seats,
        List<PublicAddress> publicAddresses,
        List<ForwardingRule> rules,
        Map<Claim, Holding> holdings,
        List<String> remarks)
        implements CloudView {
    CloudStackView {
        seats = Map.copyOf(seats);
        publicAddresses = List.copyOf(publicAddresses);
        rules = List.copyOf(rules);
        holdings = Map.copyOf(holdings);
        remarks = List.copyOf(remarks);
    }

    @Override
    public String ownVirtualMachine() {
        return own.name();
    }

    @Override
    public Holding holding(Claim claim) {
        Holding holding = holdings.get(claim);
        if (holding == null) {
            throw new IllegalArgumentException(claim.describe() + " was not part of this look");
        }
        return holding;
    }

    Optional<PublicAddress> publicAddress(IpAddress address) {
        return publicAddresses.stream().filter(p -> p.address().equals(address)).findFirst();
    }
}
