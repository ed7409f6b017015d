package org.vipagent.daemon;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.vipagent.daemon.journal.Journal;
import org.vipagent.engine.Inbound;
import org.vipagent.engine.KernelPort;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.libc.Poller;
import org.vipagent.linux.netlink.NetlinkConnection;
import org.vipagent.linux.netlink.NetlinkSocket;
import org.vipagent.linux.route.KernelAddresses;
import org.vipagent.linux.route.KernelTables;
import org.vipagent.linux.route.Link;
import org.vipagent.linux.route.RouteMonitor;
import org.vipagent.node.InterfaceState;
import org.vipagent.node.NodeEffect;
import org.vipagent.node.NodeEvent.Severity;

/**
 * The kernel's thread: carries out the newest wish for addresses and tells how the interfaces are, at first and after
 * every change. Whatever changed, the tables are read anew: an event is a reason to look, never the truth itself.
 */
final class KernelWorker implements KernelPort, AutoCloseable {
    private static final long RETRY_NANOS = 1_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    private final Poller poller;
    private final NetlinkSocket events;
    private final RouteMonitor monitor;
    private final Gateways gateways;
    private final NetlinkConnection kernel;
    private final Consumer<List<Link>> wire;
    private final Consumer<Inbound> inbox;
    private final Journal journal;
    private final AtomicReference<NodeEffect.ApplyAddresses> mailbox = new AtomicReference<>();
    private List<Link> knownLinks = List.of();
    private List<InterfaceState> known = List.of();
    private volatile List<String> troubles = List.of();
    private volatile boolean open = true;

    /** Who is told what. The wire hears of a link before the inbox does. */
    record Listeners(Consumer<List<Link>> wire, Consumer<Inbound> inbox, Journal journal) {}

    /**
     * Opens the sockets.
     *
     * @throws IOException if the kernel refuses them: EPERM without CAP_NET_ADMIN
     */
    KernelWorker(Libc libc, Listeners listeners) throws IOException {
        this.wire = listeners.wire();
        this.inbox = listeners.inbox();
        this.journal = listeners.journal();
        this.poller = new Poller(libc, System::nanoTime);
        this.events = RouteMonitor.socket(libc);
        this.monitor = new RouteMonitor(events);
        this.gateways = new Gateways(libc, poller);
        this.kernel = new NetlinkConnection(NetlinkSocket.forRequests(libc, Linux.NETLINK_ROUTE));
    }

    @Override
    public void apply(NodeEffect.ApplyAddresses request) {
        mailbox.set(request);
        poller.wake();
    }

    /** Interfaces are told with the gateways of their default routes from now on; from any thread. */
    void watchGateways() {
        gateways.want();
    }

    /** What is wrong now; from any thread. */
    List<String> troubles() {
        return troubles;
    }

    /** Serves until {@link #close}; then closes the sockets. */
    void run() throws IOException {
        KernelAddresses addresses = new KernelAddresses(kernel);
        KernelTables tables = new KernelTables(kernel);
        try (poller;
                monitor;
                gateways;
                kernel) {
            poller.watch(events.descriptor());
            boolean stale = true;
            while (open) {
                NodeEffect.ApplyAddresses request = mailbox.getAndSet(null);
                if (request != null) {
                    inbox.accept(new Inbound.KernelApplied(addresses.apply(request)));
                }
                stale |= !monitor.poll().isEmpty();
                stale |= gateways.haveChanged();
                if (stale) {
                    stale = !look(tables);
                }
                poller.await(stale ? System.nanoTime() + RETRY_NANOS : NEVER);
            }
        }
    }

    /** Whether the tables could be read. */
    private boolean look(KernelTables tables) {
        try {
            List<Link> links = tables.links();
            if (!links.equals(knownLinks)) {
                knownLinks = links;
                wire.accept(links);
            }
            List<InterfaceState> interfaces = gateways.complete(links, tables.interfaces(), tables);
            if (!interfaces.equals(known)) {
                known = interfaces;
                inbox.accept(new Inbound.InterfacesChanged(interfaces));
            }
            troubles = List.of();
            return true;
        } catch (IOException e) {
            String text = "cannot read the interfaces: " + e.getMessage();
            if (troubles.isEmpty()) {
                journal.note(Severity.TROUBLE, "kernel", text);
            }
            troubles = List.of("kernel: " + text);
            return false;
        }
    }

    /** Ends {@link #run}; from any thread. */
    @Override
    public void close() {
        open = false;
        poller.wake();
    }
}
