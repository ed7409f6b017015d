package org.vipagent.daemon;

import org.vipagent.engine.PacketPort;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Poller;
import org.vipagent.linux.packet.AdvertChannel;
import org.vipagent.linux.packet.AdvertSocket;
import org.vipagent.linux.packet.ReceivedPacket;
import org.vipagent.linux.route.Link;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect;

/**
 * The socket of one channel: an interface, a family, a transport. It is there while the interface is, and is opened
 * anew for one that came back under another number. Owned by the engine thread.
 */
final class DeviceSocket implements AutoCloseable {
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final Libc libc;
    private final Poller poller;
    private final AdvertChannel channel;
    private final Troubles.Topic opening;
    private final Failures<Path> sending;
    private final Troubles.Topic receiving;
    private final ReceivedPacket packet = new ReceivedPacket();
    private Link link;
    private Opened opened;
    private long retryAt;
    private long unreadable;

    /** Begins without a socket. */
    DeviceSocket(Libc libc, Poller poller, AdvertChannel channel, Troubles troubles) {
        this.libc = libc;
        this.poller = poller;
        this.channel = channel;
        this.opening = troubles.topic(channel.device().name());
        this.sending = new Failures<>(troubles);
        this.receiving = troubles.topic(channel.device().name());
    }

    /** What can fail while other adverts of the same socket are sent. */
    private record Path(IpAddress source, IpAddress destination) {}

    private record Opened(int index, AdvertSocket socket, Poller.Watch watch, OverflowWatch overflow)
            implements AutoCloseable {
        @Override
        public void close() {
            watch.close();
            socket.close();
        }
    }

    /**
     * The interfaces have changed: a failure from now on is a new one, since a backup sends nothing that would show the
     * cure.
     *
     * @param present the channel's interface as it is now; null if there is none
     * @param now monotonic nanoseconds
     */
    void follow(Link present, long now) {
        link = present;
        if (opened != null && (link == null || link.index() != opened.index())) {
            close();
        }
        opening.forget();
        sending.forget();
        retryAt = now;
    }

    /**
     * The same for a channel that has come in the middle of a turn: its socket does not wait for the next one.
     *
     * @param present as for {@link #follow}
     */
    void begin(Link present, long now) {
        follow(present, now);
        if (link != null) {
            open(now);
        }
    }

    /** Nobody needs the channel any more: nothing of it is wrong any more either. */
    void end() {
        close();
        opening.forget();
        sending.forget();
    }

    private void open(long now) {
        try {
            AdvertSocket socket = AdvertSocket.open(libc, channel, link.index());
            Poller.Watch watch = poller.watch(socket.descriptor());
            opened = new Opened(link.index(), socket, watch, new OverflowWatch(receiving, channel.name()));
            opening.ends("there is a socket for " + channel.name());
        } catch (ErrnoException e) {
            retryAt = now + RETRY_NANOS;
            opening.begins("no socket for " + channel.name() + ": " + e.getMessage());
        }
    }

    /**
     * Hands over what waits.
     *
     * @param limit at most that many packets
     * @param now monotonic nanoseconds
     * @return how many packets were taken: {@code limit} if there may be more
     */
    int drain(PacketPort.Receiver receiver, int limit, long now) {
        sending.turn(now);
        if (opened == null && link != null && now >= retryAt) {
            open(now);
        }
        if (opened == null) {
            return 0;
        }
        int taken = 0;
        // No look at the watch: after a pause the deadline may have come before the wait that would have shown it.
        try {
            for (; taken < limit && opened.socket().receive(packet); taken++) {
                if (packet.flaw() == ReceivedPacket.Flaw.NONE) {
                    receiver.received(channel.device(), packet.datagram(channel.transport()));
                } else {
                    countUnreadable();
                }
            }
        } catch (ErrnoException e) {
            // The kernel reports a pending error of the socket once (the link went down, say) and receives on.
            receiving.warning("receiving " + channel.name() + ": " + e.getMessage());
        }
        opened.overflow().look(opened.socket().overflow(), now);
        return taken;
    }

    private void countUnreadable() {
        unreadable++;
        // Ever more rarely: the kernel has checked these headers, so one is odd and many are an attack.
        if (Long.bitCount(unreadable) == 1) {
            receiving.warning(unreadable + " packets of " + channel.name()
                    + " without a sound IP header so far, the last: " + packet.flaw());
        }
    }

    void send(NodeEffect.SendPacket advert) {
        if (opened == null) {
            return;
        }
        try {
            if (opened.socket().send(advert)) {
                succeeded(advert);
            } else {
                failed(advert, "the send queue is full");
            }
        } catch (ErrnoException e) {
            failed(advert, e.getMessage());
        }
    }

    private void failed(NodeEffect.SendPacket advert, String reason) {
        Path path = new Path(advert.source(), advert.destination());
        sending.failed(
                path, channel.device().name(), words(path) + " cannot be sent by " + channel.name() + ": " + reason);
    }

    private void succeeded(NodeEffect.SendPacket advert) {
        // Nothing is made on the way of an ordinary advert.
        if (!sending.isEmpty()) {
            Path path = new Path(advert.source(), advert.destination());
            sending.succeeded(
                    path,
                    words(path) + " are sent again by " + channel.name() + "; " + sending.times(path) + " were lost");
        }
    }

    private static String words(Path path) {
        return "adverts from " + path.source() + " to " + path.destination();
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
            opened = null;
            receiving.forget();
        }
    }
}
