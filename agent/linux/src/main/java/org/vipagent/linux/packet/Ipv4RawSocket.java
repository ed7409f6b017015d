package org.vipagent.linux.packet;

import org.vipagent.linux.libc.Descriptor;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.SocketAddresses;
import org.vipagent.linux.libc.SocketMessage;
import org.vipagent.net.AddressFamily;
import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.wire.AdvertCodec;

/**
 * Adverts in IPv4, as protocol 112 or behind an authentication header as protocol 51. The IP header is ours
 * (IP_HDRINCL), so that the sender is exactly the address that is asked for, whatever else the interface holds at that
 * moment, and so that a digest over it is true.
 */
final class Ipv4RawSocket implements AdvertSocket {
    private final Libc libc;
    private final Descriptor socket;
    private final int protocol;
    private final byte[] outgoing = new byte[ReceivedPacket.CAPACITY];
    private final SocketMessage toPeer;
    private final SocketMessage fromPeer;
    private final OverflowCounter overflow = new OverflowCounter();

    Ipv4RawSocket(Libc libc, Descriptor socket, int protocol) {
        this.libc = libc;
        this.socket = socket;
        this.protocol = protocol;
        this.toPeer = message(libc);
        this.fromPeer = message(libc);
    }

    private static SocketMessage message(Libc libc) {
        return libc.message(
                libc.allocate(ReceivedPacket.CAPACITY), SocketAddresses.internet(libc, AdvertCodec.GROUP, 0, 0));
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
        into.fill(fromPeer.data(), length);
        return true;
    }

    @Override
    public boolean send(NodeEffect.SendPacket advert) throws ErrnoException {
        int length = advert.pdu().length;
        if (length > ReceivedPacket.CAPACITY - Ipv4Header.LENGTH) {
            throw new IllegalArgumentException("a message of " + length + " bytes");
        }
        Ipv4Header.write(outgoing, advert, protocol);
        System.arraycopy(advert.pdu(), 0, outgoing, Ipv4Header.LENGTH, length);
        int total = Ipv4Header.LENGTH + length;
        toPeer.data().put(0, outgoing, total);
        toPeer.address()
                .put(SocketAddresses.INET_ADDRESS, outgoing, Ipv4Header.DESTINATION, AddressFamily.INET.bytes());
        return libc.send(socket, toPeer, total) != Libc.WOULD_BLOCK;
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
