package org.vipagent.cloud.cloudstack;

import java.util.HashSet;
import java.util.Set;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.cloud.cloudstack.api.PublicAddress;
import org.vipagent.net.IpAddress;

/**
 * What this agent may take away: what stands in the place of a claim and leads to an address that we claim, or names a
 * machine of our group. Anything else is somebody else's.
 *
 * @param group ids of the machines that hold, or may hold, our addresses
 * @param addresses the addresses that are claimed; empty where the operator named the group's machines, for then these
 *     alone count
 */
record Ours(Set<String> group, Set<IpAddress> addresses) {
    static Ours of(Needs needs, CloudStackView view) {
        Set<String> group = new HashSet<>(needs.claims().peers());
        group.add(view.own().id());
        Set<IpAddress> addresses = new HashSet<>();
        if (needs.claims().peers().isEmpty()) {
            needs.all(SecondaryIp.class).map(SecondaryIp::address).forEach(addresses::add);
            addresses.stream()
                    .flatMap(address -> view.seats().get(address).holders().stream())
                    .forEach(h -> group.add(h.machineId()));
        }
        return new Ours(group, addresses);
    }

    boolean includes(ForwardingRule rule) {
        return group.contains(rule.machineId())
                || rule.guestIp().filter(addresses::contains).isPresent();
    }

    boolean includes(PublicAddress.Binding binding) {
        return group.contains(binding.machineId())
                || binding.target().filter(addresses::contains).isPresent();
    }

    /** Whether a machine that has a claimed address as a member of a load balancer may lose it. */
    boolean includes(String machineId, IpAddress address) {
        return group.contains(machineId) || addresses.contains(address);
    }
}
