package org.vipagent.cloud.cloudstack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Target;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.cloud.cloudstack.api.Machine;
import org.vipagent.cloud.cloudstack.api.Network;
import org.vipagent.cloud.cloudstack.api.Nic;
import org.vipagent.cloud.cloudstack.api.PublicAddress;
import org.vipagent.net.IpAddress;

/**
 * What one look showed, with the ids that a plan needs.
 *
 * @param lists as the API listed them; every rule has its target filled in
 * @param seats for each address that the claims name
 * @param networks those of this node, by id
 * @param known what the look itself cannot show
 * @param holdings for each claim
 */
record CloudStackView(
        Lists lists,
        Map<IpAddress, Seat> seats,
        Map<String, Network> networks,
        Known known,
        Map<Claim, Holding> holdings,
        List<String> remarks)
        implements CloudView {
    CloudStackView {
        seats = Map.copyOf(seats);
        networks = Map.copyOf(networks);
        holdings = Map.copyOf(holdings);
        remarks = List.copyOf(remarks);
    }

    CloudStackView with(Map<Claim, Holding> found) {
        return new CloudStackView(lists, seats, networks, known, found, remarks);
    }

    @Override
    public String ownVirtualMachine() {
        return own().name();
    }

    @Override
    public Holding holding(Claim claim) {
        Holding holding = holdings.get(claim);
        if (holding == null) {
            throw new IllegalArgumentException(claim.describe() + " was not part of this look");
        }
        return holding;
    }

    /** This node's machine. */
    Machine own() {
        return lists.own();
    }

    Optional<PublicAddress> publicAddress(IpAddress address) {
        return lists.publicAddresses().stream()
                .filter(p -> p.address().equals(address))
                .findFirst();
    }

    Stream<ForwardingRule> rulesOn(PublicAddress address) {
        return lists.rules().stream().filter(r -> r.publicIpId().equals(address.id()));
    }

    /** Whether that machine is known not to come back. */
    boolean isGone(String machineId) {
        return Optional.ofNullable(lists.machines().get(machineId))
                .filter(Machine::isGone)
                .isPresent();
    }

    /** Where a claim on that public address leads; empty if this node has no interface in its network. */
    Optional<Inside> inside(Target target, PublicAddress publicAddress) {
        if (target instanceof Target.Virtual virtual) {
            return Optional.of(seats.get(virtual.address()).inside());
        }
        return own().nics().stream()
                .filter(nic -> isIn(nic, publicAddress))
                .findFirst()
                .flatMap(nic -> nic.primary().map(address -> new Inside(address, nic, network(nic))));
    }

    private boolean isIn(Nic nic, PublicAddress publicAddress) {
        if (publicAddress.networkId().isPresent()) {
            return nic.networkId().equals(publicAddress.networkId().get());
        }
        return publicAddress.vpcId().isEmpty() || network(nic).vpcId().equals(publicAddress.vpcId());
    }

    private Network network(Nic nic) {
        return networks.getOrDefault(nic.networkId(), nic.assumedNetwork());
    }
}
