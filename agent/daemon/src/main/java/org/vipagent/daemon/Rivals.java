package org.vipagent.daemon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vipagent.engine.PacketPort;
import org.vipagent.linux.libc.Errno;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Poller;
import org.vipagent.linux.packet.ArpClaims;
import org.vipagent.linux.packet.Claim;
import org.vipagent.linux.packet.ClaimSocket;
import org.vipagent.linux.packet.FrameSocket;
import org.vipagent.linux.packet.NeighbourClaims;
import org.vipagent.linux.route.Link;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.MacAddress;
import org.vipagent.node.NodeEffect;

/** Asks whether another station has our addresses, or is there at all, and hears who says so. For one thread. */
final class Rivals implements AutoCloseable {
    /** A station that floods the segment, with claims or with what is none, is read a piece at a time. */
    private static final int PACKETS_PER_TURN = 256;

    private final FrameSocket probes;
    private final List<Ear> ears = new ArrayList<>();
    private final Troubles troubles;
    private final Failures<InterfaceName> asking;
    private final Map<Integer, InterfaceName> names = new HashMap<>();
    private final Set<MacAddress> own = new HashSet<>();
    private Map<InterfaceName, Link> links = Map.of();

    private record Ear(ClaimSocket socket, Poller.Watch watch) {}

    /** @throws ErrnoException EPERM without CAP_NET_RAW */
    Rivals(Libc libc, Poller poller, Troubles troubles) throws ErrnoException {
        this.troubles = troubles;
        this.asking = new Failures<>(troubles);
        this.probes = FrameSocket.open(libc);
        listen(ArpClaims.open(libc), poller);
        try {
            listen(NeighbourClaims.open(libc), poller);
        } catch (ErrnoException e) {
            // A machine without IPv6 has no IPv6 addresses to lose either.
            if (e.errno() != Errno.EAFNOSUPPORT) {
                throw e;
            }
        }
    }

    private void listen(ClaimSocket socket, Poller poller) {
        ears.add(new Ear(socket, poller.watch(socket.descriptor())));
    }

    /** The interfaces as they are from now on. */
    void links(Map<InterfaceName, Link> present) {
        links = present;
        names.clear();
        own.clear();
        for (Link link : present.values()) {
            names.put(link.index(), link.name());
            link.mac().ifPresent(own::add);
        }
        asking.forget();
    }

    /**
     * Hands over what was heard of others.
     *
     * @param now monotonic nanoseconds
     */
    void drain(PacketPort.Receiver receiver, long now) {
        asking.turn(now);
        // No look at the watches: where many packets come, a turn is often not preceded by a wait that looks at them.
        for (int i = 0; i < ears.size(); i++) {
            drain(ears.get(i).socket(), receiver);
        }
    }

    private void drain(ClaimSocket socket, PacketPort.Receiver receiver) {
        try {
            for (int i = 0; i < PACKETS_PER_TURN && socket.receive(); i++) {
                Claim claim = socket.claim();
                InterfaceName device = claim == null ? null : names.get(claim.interfaceIndex());
                if (device != null && !own.contains(claim.station())) {
                    receiver.claimed(device, claim.address(), claim.station());
                }
            }
        } catch (ErrnoException e) {
            // The kernel reports once that an interface went down, and receives on.
            if (e.errno() != Errno.ENETDOWN) {
                troubles.topic("node").warning("hearing who has our addresses: " + e.getMessage());
            }
        }
    }

    void ask(NodeEffect.ProbeRivals question) {
        Link link = links.get(question.device());
        if (link == null || link.mac().isEmpty()) {
            return;
        }
        try {
            // One that a full queue does not take is lost: the next follows with the next advert.
            probes.ask(new FrameSocket.Question(
                    link.index(), link.mac().get(), question.source(), question.address(), question.everyone()));
            asking.succeeded(link.name(), "other holders of the addresses are looked for again");
        } catch (ErrnoException e) {
            asking.failed(
                    link.name(),
                    link.name().name(),
                    "other holders of the addresses cannot be looked for: " + e.getMessage());
        }
    }

    void ask(NodeEffect.AskNeighbour question) {
        Link link = links.get(question.device());
        if (link == null || link.mac().isEmpty()) {
            return;
        }
        try {
            probes.ask(link.index(), link.mac().get(), question.source(), question.address());
            asking.succeeded(link.name(), "stations are asked again whether they are there");
        } catch (ErrnoException e) {
            asking.failed(link.name(), link.name().name(), "no station can be asked for: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        ears.forEach(ear -> {
            ear.watch().close();
            ear.socket().close();
        });
        probes.close();
    }
}
