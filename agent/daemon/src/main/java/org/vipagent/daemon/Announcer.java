package org.vipagent.daemon;

import java.util.HashMap;
import java.util.Map;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.packet.AnnouncementSocket;
import org.vipagent.linux.packet.AnnouncementSocket.Station;
import org.vipagent.linux.route.Link;
import org.vipagent.net.InterfaceName;
import org.vipagent.node.NodeEffect;

/**
 * Sends announcements in portions, so that a takeover of a thousand addresses, five frames each, never keeps an advert
 * waiting for long. For one thread.
 */
final class Announcer implements AutoCloseable {
    /** About a millisecond of work: 3 µs for each frame, as measured on a veth. */
    private static final int FRAMES_PER_TURN = 256;

    private static final long NEXT_PORTION_NANOS = 1_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    private final AnnouncementSocket socket;
    private final Troubles troubles;
    private final AnnouncementQueue queue = new AnnouncementQueue();
    private final Map<InterfaceName, Troubles.Topic> topics = new HashMap<>();
    // Made once: nearly every turn has nothing to announce.
    private final AnnouncementQueue.Sender sender = this::send;
    private Map<InterfaceName, Link> links = Map.of();

    /** @throws ErrnoException EPERM without CAP_NET_RAW */
    Announcer(Libc libc, Troubles troubles) throws ErrnoException {
        this.socket = AnnouncementSocket.open(libc);
        this.troubles = troubles;
    }

    /** The interfaces as they are from now on. */
    void links(Map<InterfaceName, Link> present) {
        links = present;
        topics.values().forEach(Troubles.Topic::forget);
    }

    /** Takes an announcement; nothing is sent yet. */
    void announce(NodeEffect.AnnounceAddresses announcement) {
        queue.add(announcement);
    }

    /**
     * Sends a portion of what waits.
     *
     * @param now monotonic nanoseconds
     * @return when the next portion is due; {@code Long.MAX_VALUE} when nothing waits
     */
    long proceed(long now) {
        return queue.isEmpty() || !queue.send(sender, FRAMES_PER_TURN) ? NEVER : now + NEXT_PORTION_NANOS;
    }

    private AnnouncementQueue.Outcome send(AnnouncementQueue.Target target) {
        Link link = links.get(target.device());
        if (link == null || link.mac().isEmpty()) {
            return AnnouncementQueue.Outcome.FAILED;
        }
        try {
            Station station = new Station(link.index(), link.mac().get(), link.forwardsIpv6());
            if (!socket.announce(station, target.address())) {
                return AnnouncementQueue.Outcome.FULL;
            }
            topic(target.device()).ends("addresses are announced again");
            return AnnouncementQueue.Outcome.SENT;
        } catch (ErrnoException e) {
            topic(target.device()).begins("addresses cannot be announced: " + e.getMessage());
            return AnnouncementQueue.Outcome.FAILED;
        }
    }

    private Troubles.Topic topic(InterfaceName device) {
        return topics.computeIfAbsent(device, d -> troubles.topic(d.name()));
    }

    @Override
    public void close() {
        socket.close();
    }
}
