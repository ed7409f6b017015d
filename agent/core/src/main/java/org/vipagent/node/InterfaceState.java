package org.vipagent.node;

import java.util.List;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;

/**
 * One network interface as the kernel shows it.
 *
 * @param running administratively up and with carrier
 * @param addresses IPv4 addresses in the kernel's order
 */
public record InterfaceState(InterfaceName name, boolean running, List<Cidr> addresses) {
    public InterfaceState {
        addresses = List.copyOf(addresses);
    }
}
