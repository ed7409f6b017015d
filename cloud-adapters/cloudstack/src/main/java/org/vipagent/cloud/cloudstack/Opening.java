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
 * @param stuck those of them that the router did not take: they let nobody in, and are in the way of one that would
 */
record Opening(
        FirewallOpening claim,
        Optional<PublicAddress> publicAddress,
        List<FirewallRule> alike,
        List<FirewallRule> stuck) {
    static Opening of(FirewallOpening claim, CloudStackView view) {
        Optional<PublicAddress> address = view.publicAddress(claim.publicIp());
        FirewallRule wanted = wanted(claim, Set.of());
        List<FirewallRule> alike =
                address.map(p -> view.lists().firewalls().getOrDefault(p.id(), List.of())).orElse(List.of()).stream()
                        .filter(wanted::isForTheSame)
                        .toList();
        List<FirewallRule> stuck = alike.stream()
                .filter(r -> !r.isActive()
                        && claim.sources().containsAll(r.sources())
                        && !view.known().unsettled().contains(r.id()))
                .toList();
        return new Opening(claim, address, alike, stuck);
    }

    private static FirewallRule wanted(FirewallOpening claim, Set<String> sources) {
        return new FirewallRule(
                "",
                claim.protocol().map(Object::toString).orElse("icmp"),
                claim.ports(),
                claim.protocol().isPresent() ? Optional.empty() : Optional.of(FirewallRule.Icmp.ALL),
                sources,
                "");
    }

    /** The rule that lets in whom no rule names yet; empty when everyone is let in, or will be. */
    Optional<FirewallRule> missing() {
        Set<String> sources = new HashSet<>(claim.sources());
        alike.stream().filter(r -> !stuck.contains(r)).forEach(r -> sources.removeAll(r.sources()));
        return sources.isEmpty() ? Optional.empty() : Optional.of(wanted(claim, sources));
    }

    /** Whether a rule that counts as there is not Active, so that a job of ours may still be at it. */
    boolean isUnsettled() {
        return alike.stream().anyMatch(r -> !r.isActive() && !stuck.contains(r));
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
        if (missing().isPresent() && stuck.isEmpty()) {
            return new Holding.Nobody();
        }
        Set<String> waiting = new HashSet<>(claim.sources());
        alike.stream().filter(FirewallRule::isActive).forEach(r -> waiting.removeAll(r.sources()));
        return waiting.isEmpty()
                ? new Holding.There()
                : new Holding.Broken("the router does not have the firewall rule for " + String.join(", ", waiting));
    }
}
