package org.vipagent.cloud.cloudstack;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.FirewallOpening;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.cloudstack.api.FirewallRule;
import org.vipagent.cloud.cloudstack.api.PublicAddress;

/**
 * A firewall claim, held against the rules of its public address.
 *
 * @param publicAddress empty where the account has no such address
 * @param alike the rules for the same protocol and ports
 */
record Opening(FirewallOpening claim, Optional<PublicAddress> publicAddress, List<FirewallRule> alike) {
    static Opening of(FirewallOpening claim, CloudStackView view) {
        Optional<PublicAddress> address = view.publicAddress(claim.publicIp());
        FirewallRule wanted = wanted(claim, Set.of());
        List<FirewallRule> alike =
                address.map(p -> view.lists().firewalls().getOrDefault(p.id(), List.of())).orElse(List.of()).stream()
                        .filter(r -> r.protocol().equals(wanted.protocol())
                                && r.ports().equals(wanted.ports())
                                && r.icmp().equals(wanted.icmp()))
                        .toList();
        return new Opening(claim, address, alike);
    }

    private static FirewallRule wanted(FirewallOpening claim, Set<String> sources) {
        return new FirewallRule(
                claim.protocol().map(Object::toString).orElse("icmp"),
                claim.ports(),
                claim.protocol().isPresent() ? Optional.empty() : Optional.of(FirewallRule.Icmp.ALL),
                sources,
                "");
    }

    /** The rule that lets in whom no rule names yet; empty when everyone is let in, or will be. */
    Optional<FirewallRule> missing() {
        Set<String> sources = new HashSet<>(claim.sources());
        alike.forEach(r -> sources.removeAll(r.sources()));
        return sources.isEmpty() ? Optional.empty() : Optional.of(wanted(claim, sources));
    }

    Optional<String> obstacle() {
        if (publicAddress.isEmpty()) {
            return Optional.of(claim.publicIp() + " is no public address of this account");
        }
        return publicAddress.get().vpcId().isPresent()
                ? Optional.of(claim.publicIp() + " belongs to a VPC, where network access lists stand in for firewalls")
                : Optional.empty();
    }

    Holding holding() {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return new Holding.Broken(obstacle.get());
        }
        if (missing().isPresent()) {
            return new Holding.Nobody();
        }
        Set<String> waiting = new HashSet<>(claim.sources());
        alike.stream().filter(FirewallRule::isActive).forEach(r -> waiting.removeAll(r.sources()));
        return waiting.isEmpty()
                ? new Holding.There()
                : new Holding.Broken("the router does not have the firewall rule for " + String.join(", ", waiting)
                        + ": delete it, and it is made anew");
    }
}
