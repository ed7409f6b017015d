package org.vipagent.cloud.cloudstack;

import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.StaticNat;
import org.vipagent.cloud.cloudstack.api.FirewallRule;
import org.vipagent.cloud.cloudstack.api.PublicAddress;

/**
 * A static-NAT claim, held against where its public address leads.
 *
 * @param publicAddress empty where the account has no such address
 * @param inside where it has to lead; empty where this node has no interface for it
 * @param lost firewall rules that went with an earlier static NAT and have not come back
 */
record Binding(
        StaticNat claim, Optional<PublicAddress> publicAddress, Optional<Inside> inside, List<FirewallRule> lost) {
    static Binding of(StaticNat claim, CloudStackView view) {
        Optional<PublicAddress> address = view.publicAddress(claim.publicIp());
        return new Binding(
                claim,
                address,
                address.flatMap(p -> view.inside(claim.target(), p)),
                address.map(p -> view.known().lostFirewalls().get(p.id())).orElse(List.of()));
    }

    Optional<PublicAddress.Binding> now() {
        return publicAddress.flatMap(PublicAddress::binding);
    }

    /** Whether static NAT leads to the claimed address, whichever machine it names. */
    boolean leadsThere() {
        return inside.isPresent()
                && now().filter(b -> b.leadsTo(inside.get().address())).isPresent();
    }

    boolean names(String machineId) {
        return now().filter(b -> b.machineId().equals(machineId)).isPresent();
    }

    /** Why it could not be bound, whatever is unbound of ours; empty when it could. */
    Optional<String> obstacle(CloudStackView view) {
        if (publicAddress.isEmpty()) {
            return Optional.of(claim.publicIp() + " is no public address of this account");
        }
        if (publicAddress.get().sourceNat()) {
            return Optional.of(claim.publicIp() + " is the router's own address, which cannot be bound to a machine");
        }
        if (inside.isEmpty()) {
            return Optional.of("this node has no address in the network of " + claim.publicIp());
        }
        if (inside.get().isElsewhere(publicAddress.get())) {
            return Optional.of(claim.publicIp() + " belongs to another network");
        }
        if (view.rulesOn(publicAddress.get()).findAny().isPresent()) {
            return Optional.of(claim.publicIp() + " has port-forwarding rules, and cannot have static NAT besides");
        }
        boolean secondary = !inside.get().nic().hasPrimary(inside.get().address());
        return secondary && !view.known().abilities().natToSecondary()
                ? Optional.of("enableStaticNat takes no secondary address here")
                : Optional.empty();
    }

    /**
     * Who holds the claim.
     *
     * @param machineId the machine that static NAT should name
     */
    Holding holding(CloudStackView view, String machineId) {
        Optional<String> obstacle = obstacle(view);
        if (obstacle.isPresent()) {
            return new Holding.Broken(obstacle.get());
        }
        if (now().isEmpty()) {
            return new Holding.Nobody();
        }
        if (!names(machineId)) {
            return new Holding.Other(now().get().machineName());
        }
        if (!leadsThere()) {
            return new Holding.Broken("static NAT leads to " + now().get().describe());
        }
        return lost.isEmpty()
                ? new Holding.Ours()
                : new Holding.Broken(lost.size() + " firewall rules that it had are missing");
    }
}
