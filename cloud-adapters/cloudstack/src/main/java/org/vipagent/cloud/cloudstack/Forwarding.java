package org.vipagent.cloud.cloudstack;

import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.cloudstack.api.FirewallRule;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.cloud.cloudstack.api.PublicAddress;

/**
 * A port-forwarding claim, held against the rules that are there.
 *
 * @param publicAddress empty where the account has no such address
 * @param inside where it has to lead; empty where this node has no interface for it
 * @param exact rules on exactly the claimed public ports: at most one, unless servers raced
 * @param overlapping rules on some of these ports that are not on all of them, or on more
 * @param lost firewall rules for these ports that went with an earlier rule and have not come back
 */
record Forwarding(
        PortForward claim,
        Optional<PublicAddress> publicAddress,
        Optional<Inside> inside,
        List<ForwardingRule> exact,
        List<ForwardingRule> overlapping,
        List<FirewallRule> lost) {

    static Forwarding of(PortForward claim, CloudStackView view) {
        Optional<PublicAddress> address = view.publicAddress(claim.publicIp());
        List<ForwardingRule> inTheWay = address.stream()
                .flatMap(view::rulesOn)
                .filter(r -> r.protocol().equals(claim.protocol().toString()))
                .filter(r -> r.overlaps(claim.publicPorts()))
                .toList();
        return new Forwarding(
                claim,
                address,
                address.flatMap(p -> view.inside(claim.target(), p)),
                inTheWay.stream()
                        .filter(r -> r.publicPorts().equals(claim.publicPorts()))
                        .toList(),
                inTheWay.stream()
                        .filter(r -> !r.publicPorts().equals(claim.publicPorts()))
                        .toList(),
                address.map(p -> view.known().lostFirewalls().get(p.id())).orElse(List.of()).stream()
                        .filter(r -> r.protocol().equals(claim.protocol().toString()))
                        .filter(r ->
                                r.ports().filter(claim.publicPorts()::equals).isPresent())
                        .toList());
    }

    /** Whether the rule leads to the claimed address, whichever ports and machine it names. */
    boolean leadsThere(ForwardingRule rule) {
        return inside.isPresent()
                && rule.guestIp().filter(inside.get().address()::equals).isPresent();
    }

    /** Whether the rule leads to the claimed address and ports, whichever machine it names. */
    boolean leadsRight(ForwardingRule rule) {
        return leadsThere(rule) && rule.privatePorts().equals(claim.privatePorts());
    }

    /** The rules that work for whoever answers ARP for the claim's target. */
    List<ForwardingRule> working() {
        return exact.stream().filter(r -> r.isActive() && leadsRight(r)).toList();
    }

    boolean isRight(String machineId) {
        return exact.size() == 1
                && working().size() == 1
                && exact.get(0).machineId().equals(machineId);
    }

    ForwardingRule.Slot slot() {
        return new ForwardingRule.Slot(
                publicAddress.orElseThrow().id(), claim.protocol().toString(), claim.publicPorts());
    }

    /** Why no rule could be made, whatever is deleted of ours; empty when one could. */
    Optional<String> obstacle() {
        if (publicAddress.isEmpty()) {
            return Optional.of(claim.publicIp() + " is no public address of this account");
        }
        if (publicAddress.get().staticNat()) {
            return Optional.of(claim.publicIp() + " is bound whole to one machine by static NAT");
        }
        if (inside.isEmpty()) {
            return Optional.of("this node has no address in the network of " + claim.publicIp());
        }
        if (inside.get().isElsewhere(publicAddress.get())) {
            return Optional.of(claim.publicIp() + " belongs to another network");
        }
        return overlapping.stream()
                .findFirst()
                .map(r -> "the rule for " + claim.publicIp() + " " + r.protocol() + " " + r.publicPorts()
                        + " takes some of the ports");
    }

    /**
     * Who holds the claim.
     *
     * @param machineId the machine that the rule should name
     */
    Holding holding(String machineId) {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return new Holding.Broken(obstacle.get());
        }
        if (exact.isEmpty()) {
            return new Holding.Nobody();
        }
        if (exact.size() > 1) {
            return new Holding.Broken(exact.size() + " rules for the same ports");
        }
        ForwardingRule rule = exact.get(0);
        if (!rule.isActive()) {
            return new Holding.Broken("the router does not have the rule: its state is " + rule.state());
        }
        if (!rule.machineId().equals(machineId)) {
            return new Holding.Other(rule.machineName());
        }
        if (!leadsRight(rule)) {
            return new Holding.Broken("the rule leads to " + rule.describeTarget());
        }
        return lost.isEmpty()
                ? new Holding.Ours()
                : new Holding.Broken("a firewall rule that was there for it is missing");
    }
}
