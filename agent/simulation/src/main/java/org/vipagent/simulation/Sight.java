package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.net.IpAddress;
import org.vipagent.node.InstanceSnapshot;

/**
 * One virtual router as it can be seen from outside at one instant.
 *
 * @param roles of each node: as status shows it, in parentheses while the node stands still, {@code -} without an
 *     agent, blank where the node does not have it
 * @param holders the nodes whose kernel holds the address and could answer
 * @param client by whom a client is answered; empty: by nobody
 */
record Sight(List<String> roles, List<String> holders, Optional<String> client) {
    static final String MASTER = "MASTER";

    Sight {
        roles = List.copyOf(roles);
        holders = List.copyOf(holders);
    }

    /** What there is to see now. The client asks, and so may find somebody. */
    static Sight of(SimWorld world, int instance) {
        IpAddress address = world.site().virtualAddress(instance);
        List<String> roles = new ArrayList<>();
        List<String> holders = new ArrayList<>();
        for (SimMachine machine : world.machines()) {
            roles.add(role(world, machine, instance));
            Nic nic = machine.kernel().holder(address);
            if (nic != null && machine.isLinkUp(nic)) {
                holders.add(machine.name());
            }
        }
        boolean answered = world.network().isAnswered(address);
        SimMachine neighbour = world.network().neighbour(address);
        return new Sight(roles, holders, answered ? Optional.of(neighbour.name()) : Optional.empty());
    }

    private static String role(SimWorld world, SimMachine machine, int instance) {
        Optional<String> name = world.site().shared().get(instance).nameAt(machine.seat());
        if (name.isEmpty()) {
            return "";
        }
        if (machine.process() == null) {
            return "-";
        }
        String role = machine.process().snapshot().instances().stream()
                .filter(i -> i.name().equals(name.get()))
                .map(InstanceSnapshot::role)
                .findFirst()
                .orElseThrow();
        return machine.isActing() ? role : "(" + role + ")";
    }

    /** The nodes that are master and can act. */
    List<String> masters(List<SimMachine> machines) {
        List<String> masters = new ArrayList<>();
        for (int i = 0; i < roles.size(); i++) {
            if (roles.get(i).equals(MASTER)) {
                masters.add(machines.get(i).name());
            }
        }
        return masters;
    }
}
