package org.vipagent.cloud.cloudstack;

import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.cloudstack.api.Network;
import org.vipagent.cloud.cloudstack.api.Nic;
import org.vipagent.net.IpAddress;

/**
 * A virtual address, this node's interface for it, and who holds it now.
 *
 * @param nic the interface of this node that is, or would be, its place
 * @param network that interface's network
 * @param holders everyone who holds it in that network
 * @param primaryOf the machine that has it as its primary address, which no call can take away
 * @param refused whether the cloud has refused again and again to give it to that interface although nobody had it
 * @param giver from whom this agent has taken it
 */
record Seat(
        IpAddress address,
        Nic nic,
        Network network,
        List<Holder> holders,
        Optional<String> primaryOf,
        boolean refused,
        Optional<Remembered> giver) {
    Seat {
        holders = List.copyOf(holders);
    }

    boolean isOurs() {
        return holders.stream().anyMatch(Holder::ours);
    }

    List<Holder> others() {
        return holders.stream().filter(h -> !h.ours()).toList();
    }

    /** Where what leads to the address leads. */
    Inside inside() {
        return new Inside(address, nic, network);
    }

    /** Whether nobody who could come back holds it. */
    boolean othersAreGone() {
        return others().stream().allMatch(Holder::gone);
    }
}
