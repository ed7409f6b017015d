package org.vipagent.node;

import java.util.List;
import java.util.Set;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;

/**
 * An interface as far as instances care.
 *
 * @param own addresses that are not virtual, in the kernel's order
 * @param tentative as in {@link InterfaceState}
 * @param gateways as there
 */
record InterfaceView(boolean running, List<Cidr> own, Set<IpAddress> tentative, List<IpAddress> gateways) {}
