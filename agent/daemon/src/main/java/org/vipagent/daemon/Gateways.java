package org.vipagent.daemon;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Poller;
import org.vipagent.linux.netlink.NetlinkSocket;
import org.vipagent.linux.route.KernelTables;
import org.vipagent.linux.route.Link;
import org.vipagent.linux.route.RouteMonitor;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.node.InterfaceState;

/**
 * The gateways of the kernel's default routes, for who asks them as witnesses; nothing is read of a router's many routes
 * before somebody does. For the kernel's thread, but for {@link #want}.
 */
final class Gateways implements AutoCloseable {
    private final Libc libc;
    private final Poller poller;
    private volatile boolean wanted;
    private RouteMonitor monitor;
    private boolean stale;
    private List<InterfaceState> seen = List.of();
    private Map<Integer, List<IpAddress>> byInterface = Map.of();

    Gateways(Libc libc, Poller poller) {
        this.libc = libc;
        this.poller = poller;
    }

    /** They are wanted from now on; from any thread. */
    void want() {
        wanted = true;
        poller.wake();
    }

    /**
     * Whether they have to be read, as far as the kernel tells.
     *
     * @throws IOException if it does not let itself be listened to
     */
    boolean haveChanged() throws IOException {
        if (wanted && monitor == null) {
            NetlinkSocket events = RouteMonitor.routeSocket(libc);
            monitor = new RouteMonitor(events);
            poller.watch(events.descriptor());
            stale = true;
        }
        stale |= monitor != null && !monitor.poll().isEmpty();
        return stale;
    }

    /**
     * The interfaces with their gateways. The kernel takes routes away without a word where an interface goes down or an
     * address goes, so they are read then, too.
     *
     * @throws IOException if the kernel cannot be asked: nothing is known then
     */
    List<InterfaceState> complete(List<Link> links, List<InterfaceState> interfaces, KernelTables tables)
            throws IOException {
        if (monitor == null) {
            return interfaces;
        }
        if (stale || !interfaces.equals(seen)) {
            byInterface = tables.gateways();
            seen = interfaces;
            stale = false;
        }
        Map<InterfaceName, Integer> numbers = new HashMap<>();
        links.forEach(link -> numbers.put(link.name(), link.index()));
        List<InterfaceState> complete = new ArrayList<>();
        for (InterfaceState state : interfaces) {
            List<IpAddress> gateways = byInterface.getOrDefault(numbers.getOrDefault(state.name(), 0), List.of());
            complete.add(
                    new InterfaceState(state.name(), state.running(), state.addresses(), state.tentative(), gateways));
        }
        return complete;
    }

    @Override
    public void close() {
        if (monitor != null) {
            monitor.close();
        }
    }
}
