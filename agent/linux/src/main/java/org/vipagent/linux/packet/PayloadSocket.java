package org.vipagent.linux.packet;

import org.vipagent.linux.libc.Descriptor;
import org.vipagent.linux.libc.Errno;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.SocketAddresses;
import org.vipagent.linux.libc.SocketMessage;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.wire.AdvertCodec;

/**
 * Adverts whose IP header the kernel writes and reads: raw IPv6, and UDP over both families. Source and TTL go with
 * each packet, destination and TTL come with it; the source must be an address that the interface holds.
 *
 * <p>A raw IPv6 socket leaves the checksum to us, as the message's own is (RFC 3542 §3.1: the kernel sums for ICMPv6
 * alone unless it is told to).
 */
final class PayloadSocket implements AdvertSocket {
    private final Libc libc;
    private final Descriptor socket;
    private final HeaderFields fields;
    private final SocketMessage toPeer;
    private final SocketMessage fromPeer;
    private final int sourceAt;
    private final int ttlAt;
    private final byte[] scratch = new byte[16];
    private final OverflowCounter overflow = new OverflowCounter();

    PayloadSocket(Libc libc, Descriptor socket, AdvertChannel channel, int interfaceIndex) {
        this.libc = libc;
        this.socket = socket;
        this.fields = HeaderFields.of(channel.family());
        IpAddress group = AdvertCodec.group(channel.family());
        this.toPeer = libc.message(
                libc.allocate(ReceivedPacket.CAPACITY),
                SocketAddresses.internet(libc, group, channel.transport().port(), interfaceIndex));
        this.fromPeer =
                libc.message(libc.allocate(ReceivedPacket.CAPACITY), libc.allocate(fields.socketAddressLength()));
        this.sourceAt = fields.appendSource(toPeer.ancillary(), interfaceIndex);
        this.ttlAt = fields.appendTtl(toPeer.ancillary());
    }

    @Override
    public Descriptor descriptor() {
        return socket;
    }

    @Override
    public boolean receive(ReceivedPacket into) throws ErrnoException {
        int length = libc.receive(socket, fromPeer);
        if (length == Libc.WOULD_BLOCK) {
            return false;
        }
        overflow.note(fromPeer.ancillary());
        into.fillPayload(fromPeer, length, fields);
        return true;
    }

    @Override
    public boolean send(NodeEffect.SendPacket advert) throws ErrnoException {
        int bytes = fields.family().bytes();
        if (advert.pdu().length > ReceivedPacket.CAPACITY
                || advert.destination().family() != fields.family()) {
            throw new IllegalArgumentException(advert.pdu().length + " bytes to " + advert.destination());
        }
        toPeer.data().put(0, advert.pdu(), advert.pdu().length);
        advert.destination().copyTo(scratch, 0);
        toPeer.address().put(fields.socketAddress(), scratch, bytes);
        advert.source().copyTo(scratch, 0);
        toPeer.ancillary().values().put(sourceAt, scratch, bytes).putInt(ttlAt, advert.ttl());
        try {
            return libc.send(socket, toPeer, advert.pdu().length) != Libc.WOULD_BLOCK;
        } catch (ErrnoException e) {
            throw explained(e, advert);
        }
    }

    /** The kernel's number does not tell of a source that is missing, or tentative while it looks for another holder. */
    private static ErrnoException explained(ErrnoException refusal, NodeEffect.SendPacket advert) {
        boolean six = advert.source().family() == AddressFamily.INET6;
        return switch (refusal.errno()) {
            case Errno.EINVAL ->
                new ErrnoException(
                        refusal.errno(),
                        "sendmsg",
                        advert.device() + " does not hold " + advert.source() + (six ? ", or not yet" : ""));
            case Errno.ENETUNREACH ->
                new ErrnoException(
                        refusal.errno(),
                        "sendmsg",
                        "from " + advert.source() + " to " + advert.destination() + " on " + advert.device());
            default -> refusal;
        };
    }

    @Override
    public long overflow() {
        return overflow.packets();
    }

    @Override
    public void close() {
        socket.close();
    }
}
