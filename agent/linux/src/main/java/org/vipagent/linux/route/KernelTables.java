package org.vipagent.linux.route;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.linux.libc.Errno;
import org.vipagent.linux.netlink.NetlinkConnection;
import org.vipagent.linux.netlink.NetlinkException;
import org.vipagent.linux.netlink.NetlinkMessage;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.node.InterfaceState;

/** Reads the kernel's links and addresses. For one thread. */
public final class KernelTables {
    private final NetlinkConnection kernel;

    /**
     * Over an open connection.
     *
     * @param kernel of NETLINK_ROUTE; shared with other readers and writers on the same thread
     */
    public KernelTables(NetlinkConnection kernel) {
        this.kernel = kernel;
    }

    /**
     * All interfaces of this network namespace.
     *
     * @throws IOException if the kernel cannot be asked: nothing is known then
     */
    public List<Link> links() throws IOException {
        List<Link> links = new ArrayList<>();
        for (NetlinkMessage row : kernel.dump(LinkCodec.dump())) {
            links.add(LinkCodec.parse(row));
        }
        return links;
    }

    /**
     * One interface; empty if there is none of this name.
     *
     * @throws IOException if the kernel cannot be asked
     */
    public Optional<Link> link(InterfaceName name) throws IOException {
        try {
            List<NetlinkMessage> answers = kernel.request(LinkCodec.get(name));
            return answers.isEmpty() ? Optional.empty() : Optional.of(LinkCodec.parse(answers.get(0)));
        } catch (NetlinkException e) {
            if (e.errno() == Errno.ENODEV) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * All addresses of IPv4 and IPv6, in the kernel's order: of one interface, the leading address of a subnet before
     * its secondaries.
     *
     * @throws IOException if the kernel cannot be asked: nothing is known then
     */
    public List<ObservedAddress> addresses() throws IOException {
        List<ObservedAddress> addresses = new ArrayList<>();
        for (NetlinkMessage row : kernel.dump(AddressCodec.dump())) {
            AddressCodec.parse(row).ifPresent(addresses::add);
        }
        return addresses;
    }

    /**
     * Links with their addresses, as the engine takes them; without gateways.
     *
     * @throws IOException if the kernel cannot be asked
     */
    public List<InterfaceState> interfaces() throws IOException {
        return InterfaceStates.of(links(), addresses());
    }

    /**
     * The gateways of the default routes of both families, by the number of the interface that they are reached by.
     *
     * @throws IOException if the kernel cannot be asked
     */
    public Map<Integer, List<IpAddress>> gateways() throws IOException {
        Map<Integer, List<IpAddress>> gateways = new HashMap<>();
        for (AddressFamily family : AddressFamily.values()) {
            for (NetlinkMessage row : kernel.dump(RouteCodec.dump(family))) {
                for (DefaultRoute route : RouteCodec.parse(row)) {
                    gateways.computeIfAbsent(route.interfaceIndex(), i -> new ArrayList<>())
                            .add(route.gateway());
                }
            }
        }
        return gateways;
    }
}
