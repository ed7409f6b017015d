package org.vipagent.cloud.cloudstack;

import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.BalancerMember;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Target;
import org.vipagent.cloud.cloudstack.api.Balancer;
import org.vipagent.cloud.cloudstack.api.PublicAddress;

/**
 * A claim to be a member of a load balancer, held against the rule that is there.
 *
 * @param publicAddress empty where the account has no such address
 * @param inside which address has to be the member; empty where this node has no interface for it
 * @param balancer the rule; empty where there is none
 * @param rivals members that stand where only the master may: the claimed address at whichever machine, or for the own
 *     address that of every peer
 */
record Balancing(
        BalancerMember claim,
        Optional<PublicAddress> publicAddress,
        Optional<Inside> inside,
        Optional<Balancer> balancer,
        List<Balancer.Member> rivals) {
    static Balancing of(BalancerMember claim, CloudStackView view, List<String> peers) {
        Optional<PublicAddress> address = view.publicAddress(claim.publicIp());
        Optional<Inside> inside = address.flatMap(p -> view.inside(claim.target(), p));
        Optional<Balancer> balancer = address.flatMap(p -> view.lists().balancers().stream()
                .filter(b -> b.publicIpId().equals(p.id()) && b.publicPort().equals(claim.publicPorts()))
                .findFirst());
        boolean virtual = claim.target() instanceof Target.Virtual;
        List<Balancer.Member> rivals = balancer.map(Balancer::members).orElse(List.of()).stream()
                .filter(m -> virtual
                        ? inside.filter(i -> i.address().equals(m.address())).isPresent()
                        : peers.contains(m.machineId())
                                || m.machineId().equals(view.own().id()))
                .toList();
        return new Balancing(claim, address, inside, balancer, rivals);
    }

    List<Balancer.Member> others(String machineId) {
        return rivals.stream().filter(m -> !m.machineId().equals(machineId)).toList();
    }

    boolean isMember(String machineId) {
        return rivals.stream()
                .anyMatch(m -> m.machineId().equals(machineId)
                        && inside.filter(i -> i.address().equals(m.address())).isPresent());
    }

    Optional<String> obstacle(CloudStackView view) {
        if (publicAddress.isEmpty()) {
            return Optional.of(claim.publicIp() + " is no public address of this account");
        }
        if (balancer.isEmpty()) {
            return Optional.of("there is no load-balancer rule for " + claim.publicIp() + " " + claim.publicPorts());
        }
        if (inside.isEmpty()) {
            return Optional.of("this node has no address in the network of " + claim.publicIp());
        }
        boolean secondary = !inside.get().nic().hasPrimary(inside.get().address());
        return secondary && !view.known().abilities().membersByAddress()
                ? Optional.of("load-balancer rules take no secondary addresses here (vmidipmap)")
                : Optional.empty();
    }

    /**
     * Who holds the claim.
     *
     * @param machineId the machine that should be the member
     */
    Holding holding(CloudStackView view, String machineId) {
        Optional<String> obstacle = obstacle(view);
        if (obstacle.isPresent()) {
            return new Holding.Broken(obstacle.get());
        }
        if (rivals.isEmpty()) {
            return new Holding.Nobody();
        }
        List<Balancer.Member> others = others(machineId);
        if (!isMember(machineId)) {
            return new Holding.Other(
                    others.isEmpty()
                            ? rivals.get(0).machineName()
                            : others.get(0).machineName());
        }
        if (!others.isEmpty()) {
            return new Holding.Broken(others.get(0).machineName() + " is a member too");
        }
        return balancer.get().state().equals("Active")
                ? new Holding.Ours()
                : new Holding.Broken("the router does not have the load-balancer rule: its state is "
                        + balancer.get().state());
    }
}
