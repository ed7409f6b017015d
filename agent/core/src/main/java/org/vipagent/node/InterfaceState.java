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
 * @param gateways next hops of the default routes that leave by it, of both families; empty where nobody asks for them
 */
public record InterfaceState(
        InterfaceName name, boolean running, List<Cidr> addresses, Set<IpAddress> tentative, List<IpAddress> gateways) {
    public InterfaceState {
        addresses = List.copyOf(addresses);
        tentative = Set.copyOf(tentative);
        gateways = List.copyOf(gateways);
    }

    /** An interface without a default route. */
    public InterfaceState(InterfaceName name, boolean running, List<Cidr> addresses, Set<IpAddress> tentative) {
        this(name, running, addresses, tentative, List.of());
    }

    /** An interface all of whose addresses can be used. */
    public InterfaceState(InterfaceName name, boolean running, List<Cidr> addresses) {
        this(name, running, addresses, Set.of());
    }
}
