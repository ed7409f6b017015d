package org.vipagent.daemon;

import org.vipagent.engine.PacketPort;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Poller;
import org.vipagent.linux.packet.ReceivedPacket;
import org.vipagent.linux.packet.VrrpSocket;
import org.vipagent.linux.route.Link;
import org.vipagent.node.NodeEffect;

/**
 * The VRRP socket of one interface. A failure is told when it begins and when it ends, not for each packet: at an interval
 * of 10 ms a log of every lost advert would be the next failure.
 */
final class DeviceSocket implements AutoCloseable {
    private final Link link;
    private final VrrpSocket socket;
    private final Poller.Watch watch;
    private final Wire.Notes notes;
    private final ReceivedPacket packet = new ReceivedPacket();
    private long lost;
    private long unreadable;

    private DeviceSocket(Link link, VrrpSocket socket, Poller.Watch watch, Wire.Notes notes) {
        this.link = link;
        this.socket = socket;
        this.watch = watch;
        this.notes = notes;
    }

    static DeviceSocket open(Libc libc, Poller poller, Link link, Wire.Notes notes) throws ErrnoException {
        VrrpSocket socket = VrrpSocket.open(libc, link.name(), link.index(), VrrpSocket.VRRP);
        return new DeviceSocket(link, socket, poller.watch(socket.descriptor()), notes);
    }

    int index() {
        return link.index();
    }

    void drain(PacketPort.Receiver receiver, int limit) {
        // No look at the watch: after a pause the deadline may have come before the wait that would have shown it.
        try {
            for (int i = 0; i < limit && socket.receive(packet); i++) {
                if (packet.flaw() == ReceivedPacket.Flaw.NONE) {
                    receiver.received(link.name(), packet.datagram());
                } else {
                    countUnreadable();
                }
            }
        } catch (ErrnoException e) {
            // The kernel reports a pending error of the socket once (the link went down, say) and receives on.
            notes.warning("receiving: " + e.getMessage());
        }
    }

    private void countUnreadable() {
        unreadable++;
        // Ever more rarely: the kernel has checked these headers, so one is odd and many are an attack.
        if (Long.bitCount(unreadable) == 1) {
            notes.warning(unreadable + " packets without a sound IP header so far, the last: " + packet.flaw());
        }
    }

    void send(NodeEffect.SendPacket advert) {
        try {
            boolean sent =
                    socket.send(advert.source(), advert.destination(), advert.pdu(), advert.pdu().length, advert.ttl());
            if (sent) {
                succeeded();
            } else {
                failed("the send queue is full");
            }
        } catch (ErrnoException e) {
            failed(e.getMessage());
        }
    }

    /** The interface has changed: a failure from now on is a new one. A backup sends nothing that would show the cure. */
    void startAnew() {
        lost = 0;
    }

    private void failed(String reason) {
        lost++;
        if (lost == 1) {
            notes.trouble("adverts cannot be sent: " + reason);
        }
    }

    private void succeeded() {
        if (lost > 0) {
            notes.cured("adverts are sent again; " + lost + " were lost");
            lost = 0;
        }
    }

    @Override
    public void close() {
        watch.close();
        socket.close();
    }
}
