package org.vipagent.simulation;

import java.util.List;
import java.util.Optional;

/**
 * A story's world at one instant.
 *
 * @param atNanos since the world began
 * @param nodes in the order of the layout
 * @param addressHolders the nodes whose kernel holds the virtual address
 * @param secondaryIpHolders the machines that hold it as a secondary address in the cloud
 * @param portForward where the port-forwarding rule leads
 * @param answered whether a client that connects through the public address would be answered now
 */
public record Moment(
        long atNanos,
        List<NodeState> nodes,
        List<String> addressHolders,
        List<String> secondaryIpHolders,
        Optional<RuleState> portForward,
        boolean answered) {
    public Moment {
        nodes = List.copyOf(nodes);
        addressHolders = List.copyOf(addressHolders);
        secondaryIpHolders = List.copyOf(secondaryIpHolders);
    }

    /**
     * A node.
     *
     * @param role as status shows it, such as {@code MASTER}; empty when no agent runs
     */
    public record NodeState(String name, Optional<String> role) {}

    /**
     * The port-forwarding rule.
     *
     * @param machine the machine that the rule names
     * @param target the address that it leads to
     * @param active whether the virtual router has the rule
     */
    public record RuleState(String machine, String target, boolean active) {}

    /** Whether nothing but the time differs. */
    boolean isLike(Moment other) {
        return new Moment(other.atNanos, nodes, addressHolders, secondaryIpHolders, portForward, answered)
                .equals(other);
    }
}
