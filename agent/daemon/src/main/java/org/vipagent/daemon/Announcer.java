package org.vipagent.daemon;

import java.util.List;
import java.util.Map;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.packet.FrameSocket;
import org.vipagent.linux.packet.FrameSocket.Station;
import org.vipagent.linux.route.Link;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect;

/**
 * Sends announcements as they come: the node asks for no more in a turn than fits between two adverts. What a queue has
 * no room for is lost and told; the burst has further rounds. For one thread.
 */
final class Announcer implements AutoCloseable {
    private final FrameSocket socket;
    private final Failures<InterfaceName> failures;
    private Map<InterfaceName, Link> links = Map.of();

    /** @throws ErrnoException EPERM without CAP_NET_RAW */
    Announcer(Libc libc, Troubles troubles) throws ErrnoException {
        this.socket = FrameSocket.open(libc);
        this.failures = new Failures<>(troubles);
    }

    /** The interfaces as they are from now on. */
    void links(Map<InterfaceName, Link> present) {
        links = present;
        failures.forget();
    }

    /** @param now monotonic nanoseconds */
    void turn(long now) {
        failures.turn(now);
    }

    /** Each address once before any is repeated. */
    void announce(NodeEffect.AnnounceAddresses announcement) {
        Link link = links.get(announcement.device());
        if (link == null || link.mac().isEmpty()) {
            return;
        }
        try {
            Station station = new Station(link.index(), link.mac().get(), link.forwardsIpv6());
            for (int round = 0; round < announcement.repeat(); round++) {
                if (!announced(station, announcement.addresses())) {
                    failed(link.name(), "the send queue is full");
                    return;
                }
            }
            failures.succeeded(link.name(), "addresses are announced again");
        } catch (ErrnoException e) {
            failed(link.name(), e.getMessage());
        }
    }

    private void failed(InterfaceName device, String reason) {
        failures.failed(device, device.name(), "addresses cannot be announced: " + reason);
    }

    private boolean announced(Station station, List<IpAddress> addresses) throws ErrnoException {
        for (int i = 0; i < addresses.size(); i++) {
            if (!socket.announce(station, addresses.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        socket.close();
    }
}
