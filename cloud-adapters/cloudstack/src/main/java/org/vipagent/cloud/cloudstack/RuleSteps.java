package org.vipagent.cloud.cloudstack;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.cloud.cloudstack.api.Nic;
import org.vipagent.cloud.cloudstack.api.PublicAddress;
import org.vipagent.net.IpAddress;

/**
 * What one port-forwarding claim needs, given where its target will be.
 *
 * @param deleted rules of ours that have to go
 * @param worked those of them that led where they should, for whoever answers ARP there
 * @param created the rule that has to come
 * @param leftOut why nothing is done although something should be
 */
record RuleSteps(
        List<ForwardingRule> deleted,
        List<ForwardingRule> worked,
        Optional<CloudStackStep.CreateRule> created,
        Optional<String> leftOut) {

    /**
     * Which rules this agent may delete: those on exactly the public address, protocol and ports of a claim that lead
     * to an address that we claim, or name a machine of our group. Anything else is somebody else's.
     *
     * @param group ids of the machines that hold, or may hold, our addresses
     * @param addresses the addresses that are claimed; empty where the operator named the group's machines, for then
     *     these alone count
     */
    record Ours(Set<String> group, Set<IpAddress> addresses) {
        boolean includes(ForwardingRule rule) {
            return group.contains(rule.machineId())
                    || rule.guestIp().filter(addresses::contains).isPresent();
        }
    }

    private static RuleSteps nothing() {
        return new RuleSteps(List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    private static RuleSteps leftOut(PortForward claim, String why) {
        return new RuleSteps(
                List.of(), List.of(), Optional.empty(), Optional.of(claim.describe() + " is left as it is: " + why));
    }

    /**
     * The steps of one claim.
     *
     * @param nic this node's interface in the target's network
     * @param mayInterrupt whether a rule that works may be replaced; ignored where the target moves, since that was
     *     decided for all of its rules together
     */
    static RuleSteps of(Forwarding forwarding, Destination destination, Ours ours, Nic nic, boolean mayInterrupt) {
        PortForward claim = forwarding.claim();
        Optional<String> obstacle = forwarding.obstacle().or(() -> foreign(forwarding, ours));
        if (obstacle.isPresent()) {
            return leftOut(claim, obstacle.get());
        }
        List<ForwardingRule> there = forwarding.exact();
        boolean right = there.size() == 1
                && there.get(0).isActive()
                && there.get(0).machineId().equals(destination.machineId())
                && forwarding.leadsRight(there.get(0));
        if (right && !destination.moved()) {
            return nothing();
        }
        List<ForwardingRule> worked = nic.pathFollowsArp() ? forwarding.working() : List.of();
        if (!worked.isEmpty() && !destination.moved() && !mayInterrupt) {
            return leftOut(claim, "its rule works, although it names another virtual machine");
        }
        return new RuleSteps(there, worked, Optional.of(create(forwarding, destination, nic)), Optional.empty());
    }

    private static Optional<String> foreign(Forwarding forwarding, Ours ours) {
        return forwarding.exact().stream()
                .filter(r -> !ours.includes(r))
                .findFirst()
                .map(r -> "somebody else's rule is in the way, which leads to " + r.describeTarget());
    }

    private static CloudStackStep.CreateRule create(Forwarding forwarding, Destination destination, Nic nic) {
        PublicAddress address = forwarding.publicAddress().orElseThrow();
        // An address of a VPC belongs to none of its tiers before it has a rule there.
        Optional<String> tier = address.networkId().isPresent() ? Optional.empty() : Optional.of(nic.networkId());
        String cidrList = forwarding.exact().stream()
                .map(ForwardingRule::cidrList)
                .filter(list -> !list.isEmpty())
                .findFirst()
                .orElse("");
        return new CloudStackStep.CreateRule(
                address.id(), forwarding.claim(), destination.machineId(), destination.machineName(), tier, cidrList);
    }
}
