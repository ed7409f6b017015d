package org.vipagent.cloud.cloudstack;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vipagent.cloud.BalancerMember;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.FirewallOpening;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.StaticNat;
import org.vipagent.cloud.Target;
import org.vipagent.cloud.cloudstack.api.Machine;
import org.vipagent.cloud.cloudstack.api.Nic;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;

/** What has to be asked for some claims, and which claims belong together. */
record Needs(Claims claims) {
    /** Every address that the claims name as one that moves, in their order. */
    Set<IpAddress> addresses() {
        Set<IpAddress> addresses = new LinkedHashSet<>();
        for (Claim claim : claims.claims()) {
            if (claim instanceof SecondaryIp ip) {
                addresses.add(ip.address());
            } else if (target(claim).orElse(null) instanceof Target.Virtual virtual) {
                addresses.add(virtual.address());
            }
        }
        return addresses;
    }

    /** Whether the address itself is to follow the master, not only what leads to it. */
    boolean isClaimed(IpAddress address) {
        return claims.claims().contains(new SecondaryIp(address));
    }

    /** Where a claim leads; empty for those that lead nowhere. */
    static Optional<Target> target(Claim claim) {
        if (claim instanceof PortForward forward) {
            return Optional.of(forward.target());
        } else if (claim instanceof StaticNat nat) {
            return Optional.of(nat.target());
        } else if (claim instanceof BalancerMember member) {
            return Optional.of(member.target());
        }
        return Optional.empty();
    }

    /** The claims that lead there. */
    List<Claim> leadingTo(Target target) {
        return claims.claims().stream()
                .filter(claim -> target(claim).filter(target::equals).isPresent())
                .toList();
    }

    <T extends Claim> Stream<T> all(Class<T> type) {
        return claims.claims().stream().filter(type::isInstance).map(type::cast);
    }

    /** How many port-forwarding rules are claimed on a public address. */
    long forwardsOn(IpAddress publicIp) {
        return all(PortForward.class).filter(f -> f.publicIp().equals(publicIp)).count();
    }

    /** Whether the firewall rules of a public address have to be known. */
    boolean firewallOf(IpAddress publicIp) {
        return all(StaticNat.class).anyMatch(c -> c.publicIp().equals(publicIp))
                || all(FirewallOpening.class).anyMatch(c -> c.publicIp().equals(publicIp));
    }

    boolean balancerOf(IpAddress publicIp) {
        return all(BalancerMember.class).anyMatch(c -> c.publicIp().equals(publicIp));
    }

    boolean balancerOn(IpAddress publicIp, PortRange port) {
        return all(BalancerMember.class)
                .anyMatch(c -> c.publicIp().equals(publicIp) && c.publicPorts().equals(port));
    }

    /**
     * Ids of the networks where the claims may belong; more than needed rather than too few: rules to the own address
     * may be in any network of this node.
     */
    Set<String> networks(Machine own) {
        Set<String> networks = new LinkedHashSet<>(SeatFinder.networks(own, addresses()));
        boolean anywhere =
                networks.isEmpty() || !leadingTo(new Target.Primary()).isEmpty();
        if (anywhere) {
            own.nics().stream().map(Nic::networkId).forEach(networks::add);
        }
        return networks;
    }
}
