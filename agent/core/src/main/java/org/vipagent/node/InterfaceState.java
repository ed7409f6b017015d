package org.vipagent.node;

import java.util.List;
import java.util.Set;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/**
 * One network interface as the kernel shows it.
 *
 * @param running administratively up and with carrier
 * @param addresses of both families in the kernel's order
 * @param tentative those of them that nothing can be sent from: duplicate address detection has not ended, or has found
 *     another node with the address (IFA_F_TENTATIVE, IFA_F_DADFAILED of linux/if_addr.h)
 */
public record InterfaceState(InterfaceName name, boolean running, List<Cidr> addresses, Set<IpAddress> tentative) {
    public InterfaceState {
        addresses = List.copyOf(addresses);
        tentative = Set.copyOf(tentative);
    }

    /** An interface all of whose addresses can be used. */
    public InterfaceState(InterfaceName name, boolean running, List<Cidr> addresses) {
        this(name, running, addresses, Set.of());
    }
}
