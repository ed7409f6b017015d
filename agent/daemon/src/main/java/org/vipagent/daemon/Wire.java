package org.vipagent.daemon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.vipagent.daemon.journal.Journal;
import org.vipagent.engine.PacketPort;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Poller;
import org.vipagent.linux.packet.ArpSocket;
import org.vipagent.linux.route.Link;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect;
import org.vipagent.node.NodeEvent.Severity;

/**
 * The sockets of all instances, one for each interface. An interface that is not there yet, or that comes back under
 * another number, gets its socket as soon as {@link #links} tells of it.
 *
 * <p>Owned by the engine thread, but for {@link #links} and {@link #troubles}.
 */
final class Wire implements PacketPort, AutoCloseable {
    private final Libc libc;
    private final Poller poller;
    private final Set<InterfaceName> devices;
    private final Journal journal;
    private final ArpSocket arp;
    private final AtomicReference<Map<InterfaceName, Link>> newest = new AtomicReference<>(Map.of());
    private final Map<InterfaceName, DeviceSocket> sockets = new HashMap<>();
    private final List<DeviceSocket> order = new ArrayList<>();
    private Map<InterfaceName, Link> links = Map.of();
    private volatile List<String> troubles = List.of();

    /**
     * @param devices the interfaces of the instances
     * @throws ErrnoException EPERM without CAP_NET_RAW
     */
    Wire(Libc libc, Poller poller, Set<InterfaceName> devices, Journal journal) throws ErrnoException {
        this.libc = libc;
        this.poller = poller;
        this.devices = new TreeSet<>(devices);
        this.journal = journal;
        this.arp = ArpSocket.open(libc);
    }

    /** The interfaces as they are now; from any thread. Takes effect with the next {@link #drain}. */
    void links(List<Link> present) {
        Map<InterfaceName, Link> byName = new HashMap<>();
        present.forEach(link -> byName.put(link.name(), link));
        newest.set(byName);
    }

    /** What is wrong now, one line for each interface; from any thread. */
    List<String> troubles() {
        return troubles;
    }

    @Override
    public void drain(Receiver receiver, int limit) {
        Map<InterfaceName, Link> present = newest.get();
        if (present != links) {
            links = present;
            reopen();
        }
        for (int i = 0; i < order.size(); i++) {
            order.get(i).drain(receiver, limit / order.size());
        }
    }

    @Override
    public void send(NodeEffect.SendPacket packet) {
        DeviceSocket socket = sockets.get(packet.device());
        if (socket != null) {
            socket.send(packet);
        }
    }

    @Override
    public void announce(NodeEffect.AnnounceAddresses announcement) {
        Link link = links.get(announcement.device());
        if (link == null || link.mac().isEmpty()) {
            return;
        }
        try {
            for (IpAddress address : announcement.addresses()) {
                arp.announce(link.index(), link.mac().get(), address, announcement.repeat());
            }
        } catch (ErrnoException e) {
            journal.note(Severity.WARNING, link.name().name(), "no gratuitous ARP: " + e.getMessage());
        }
    }

    private void reopen() {
        for (InterfaceName device : devices) {
            Link link = links.get(device);
            DeviceSocket socket = sockets.get(device);
            new Notes(device).forget();
            if (socket != null && (link == null || link.index() != socket.index())) {
                socket.close();
                sockets.remove(device);
                socket = null;
            }
            if (socket != null) {
                socket.startAnew();
            } else if (link != null) {
                open(link);
            }
        }
        order.clear();
        order.addAll(sockets.values());
    }

    private void open(Link link) {
        try {
            sockets.put(link.name(), DeviceSocket.open(libc, poller, link, new Notes(link.name())));
        } catch (ErrnoException e) {
            new Notes(link.name()).trouble("no VRRP socket: " + e.getMessage());
        }
    }

    /** Where an interface's socket tells what befalls it. */
    final class Notes {
        private final InterfaceName device;

        private Notes(InterfaceName device) {
            this.device = device;
        }

        /** Something is wrong until {@link #cured}. */
        void trouble(String text) {
            journal.note(Severity.TROUBLE, device.name(), text);
            replace(device + ": " + text);
        }

        /** Nothing is wrong any more. */
        void cured(String text) {
            journal.note(Severity.INFORMATION, device.name(), text);
            replace("");
        }

        /** What was wrong may be so no longer; if it is, it will be told again. */
        void forget() {
            replace("");
        }

        void warning(String text) {
            journal.note(Severity.WARNING, device.name(), text);
        }

        private void replace(String trouble) {
            List<String> now = new ArrayList<>(troubles);
            now.removeIf(t -> t.startsWith(device + ": "));
            if (!trouble.isEmpty()) {
                now.add(trouble);
            }
            troubles = List.copyOf(now);
        }
    }

    @Override
    public void close() {
        sockets.values().forEach(DeviceSocket::close);
        arp.close();
    }
}
