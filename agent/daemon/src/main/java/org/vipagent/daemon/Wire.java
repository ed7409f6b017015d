package org.vipagent.daemon;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.vipagent.engine.PacketPort;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Poller;
import org.vipagent.linux.packet.AdvertChannel;
import org.vipagent.linux.route.Link;
import org.vipagent.net.InterfaceName;
import org.vipagent.node.Channel;
import org.vipagent.node.NodeEffect;

/**
 * The sockets of all instances, one for each channel that some instance needs.
 *
 * <p>Owned by the engine thread, but for {@link #links} and {@link #troubles}.
 */
final class Wire implements PacketPort, AutoCloseable {
    private final Troubles troubles;
    private final Announcer announcer;
    private final Rivals rivals;
    private final Libc libc;
    private final Poller poller;
    private final Map<AdvertChannel, DeviceSocket> sockets = new LinkedHashMap<>();
    private List<DeviceSocket> order = List.of();
    private final AtomicReference<Map<InterfaceName, Link>> newest = new AtomicReference<>(Map.of());
    private Map<InterfaceName, Link> links = Map.of();

    /**
     * Without a socket yet but that for announcements.
     *
     * @param poller that of the engine, to be woken by what arrives
     * @param channels what the instances need
     * @param troubles where what goes wrong is told
     * @throws ErrnoException EPERM without CAP_NET_RAW
     */
    Wire(Libc libc, Poller poller, Set<AdvertChannel> channels, Troubles troubles) throws ErrnoException {
        this.libc = libc;
        this.poller = poller;
        this.troubles = troubles;
        this.announcer = new Announcer(libc, troubles);
        this.rivals = new Rivals(libc, poller, troubles);
        channels.forEach(this::add);
        this.order = List.copyOf(sockets.values());
    }

    private DeviceSocket add(AdvertChannel channel) {
        DeviceSocket socket = new DeviceSocket(libc, poller, channel, troubles);
        sockets.put(channel, socket);
        return socket;
    }

    /** The sockets of new channels are there when this returns; those that stay are not touched. */
    @Override
    public void use(Set<Channel> channels) {
        Set<AdvertChannel> wanted = new LinkedHashSet<>();
        channels.forEach(c -> wanted.add(new AdvertChannel(c.device(), c.family(), c.transport())));
        Set<AdvertChannel> gone = new LinkedHashSet<>(sockets.keySet());
        gone.removeAll(wanted);
        gone.forEach(channel -> sockets.remove(channel).end());
        wanted.removeAll(sockets.keySet());
        long now = System.nanoTime();
        wanted.forEach(channel -> add(channel).begin(links.get(channel.device()), now));
        order = List.copyOf(sockets.values());
    }

    /** The interfaces as they are now; from any thread. Takes effect with the next {@link #drain}. */
    void links(List<Link> present) {
        Map<InterfaceName, Link> byName = new HashMap<>();
        present.forEach(link -> byName.put(link.name(), link));
        newest.set(byName);
    }

    /** What is wrong now, one line for each thing; from any thread. */
    List<String> troubles() {
        return troubles.lines();
    }

    @Override
    public void drain(Receiver receiver, int limit) {
        long now = System.nanoTime();
        Map<InterfaceName, Link> present = newest.get();
        if (present != links) {
            links = present;
            announcer.links(links);
            rivals.links(links);
            sockets.forEach((channel, socket) -> socket.follow(links.get(channel.device()), now));
        }
        announcer.turn(now);
        drainSockets(receiver, limit, now);
        rivals.drain(receiver, now);
    }

    /** A share for each first: a flood on one interface must not hide what the others hold. Then what is left, to any. */
    private void drainSockets(Receiver receiver, int limit, long now) {
        int share = limit / Math.max(1, order.size());
        int left = limit;
        boolean more = false;
        for (int i = 0; i < order.size(); i++) {
            int taken = order.get(i).drain(receiver, share, now);
            left -= taken;
            more |= taken == share;
        }
        for (int i = 0; more && left > 0 && i < order.size(); i++) {
            left -= order.get(i).drain(receiver, left, now);
        }
    }

    @Override
    public void send(NodeEffect.SendPacket packet) {
        DeviceSocket socket =
                sockets.get(new AdvertChannel(packet.device(), packet.source().family(), packet.transport()));
        if (socket != null) {
            socket.send(packet);
        }
    }

    @Override
    public void probe(NodeEffect.ProbeRivals question) {
        rivals.ask(question);
    }

    @Override
    public void ask(NodeEffect.AskNeighbour question) {
        rivals.ask(question);
    }

    @Override
    public void announce(NodeEffect.AnnounceAddresses announcement) {
        announcer.announce(announcement);
    }

    @Override
    public void close() {
        order.forEach(DeviceSocket::close);
        announcer.close();
        rivals.close();
    }
}
