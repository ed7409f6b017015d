package org.vipagent.linux.packet;

import org.vipagent.linux.libc.Descriptor;
import org.vipagent.linux.libc.Errno;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.libc.SocketAddresses;
import org.vipagent.linux.libc.SocketMessage;
import org.vipagent.linux.libc.SocketOption;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/**
 * Tells a segment who has an address now, and asks it whether another station has one; {@link ClaimSocket} hears the
 * answers. Whole frames, so that they leave whatever the kernel thinks of the address at that moment. Non-blocking; for
 * one thread.
 */
public final class FrameSocket implements AutoCloseable {
    private final Libc libc;
    private final Descriptor socket;
    private final SocketMessage arp;
    private final SocketMessage neighbour;
    private final byte[] frame = new byte[Math.max(ArpFrame.LENGTH, NeighbourMessage.LENGTH)];

    private FrameSocket(Libc libc, Descriptor socket) {
        this.libc = libc;
        this.socket = socket;
        this.arp = message(Linux.ETH_P_ARP, ArpFrame.LENGTH);
        this.neighbour = message(Linux.ETH_P_IPV6, NeighbourMessage.LENGTH);
    }

    /** The kernel takes the type from the address, but where it goes from the frame. */
    private SocketMessage message(int etherType, int length) {
        return libc.message(libc.allocate(length), SocketAddresses.station(libc, etherType, MacAddress.BROADCAST));
    }

    /**
     * Opens the socket.
     *
     * @throws ErrnoException EPERM without CAP_NET_RAW and CAP_NET_ADMIN
     */
    public static FrameSocket open(Libc libc) throws ErrnoException {
        // Protocol 0: receives nothing. With ETH_P_ALL the kernel would copy every frame of the machine to us.
        Descriptor socket = libc.socket(Linux.AF_PACKET, Linux.SOCK_RAW | Linux.SOCK_NONBLOCK, 0);
        try {
            libc.setOption(socket, SocketOption.SO_SNDBUFFORCE, SocketOpening.SEND_BUFFER);
            return new FrameSocket(libc, socket);
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * An interface that answers for the announced addresses.
     *
     * @param interfaceIndex where to announce
     * @param mac its hardware address
     * @param router whether it forwards IPv6, as the kernel itself tells whoever asks for the address
     */
    public record Station(int interfaceIndex, MacAddress mac, boolean router) {}

    /**
     * Sends one announcement.
     *
     * @return false if a queue is full: nothing was sent
     * @throws ErrnoException ENETDOWN if the interface is down, ENXIO or ENODEV if there is none
     */
    public boolean announce(Station station, IpAddress address) throws ErrnoException {
        if (address.family() == AddressFamily.INET) {
            ArpFrame.announcement(frame, station.mac(), address);
            return send(arp, station.interfaceIndex());
        }
        NeighbourMessage.advertisement(frame, station.mac(), address, station.router());
        return send(neighbour, station.interfaceIndex());
    }

    /**
     * A question.
     *
     * @param interfaceIndex where it is asked
     * @param sender that interface's hardware address
     * @param source an address of it, of the family of {@code address}; IPv4 asks without
     * @param everyone IPv4: ask all of the segment instead of its VRRP routers
     */
    public record Question(
            int interfaceIndex, MacAddress sender, IpAddress source, IpAddress address, boolean everyone) {}

    /**
     * Asks once.
     *
     * @return false if a queue is full: nothing was sent
     * @throws ErrnoException ENETDOWN if the interface is down, ENXIO or ENODEV if there is none
     */
    public boolean ask(Question question) throws ErrnoException {
        if (question.address().family() == AddressFamily.INET) {
            MacAddress to = question.everyone() ? MacAddress.BROADCAST : ArpFrame.ROUTERS;
            ArpFrame.probe(frame, question.sender(), to, question.address());
            return send(arp, question.interfaceIndex());
        }
        NeighbourMessage.solicitation(frame, question.sender(), question.source(), question.address());
        return send(neighbour, question.interfaceIndex());
    }

    /**
     * Asks once whether a station is there, for which an ordinary question is enough.
     *
     * @param sender the interface's hardware address
     * @param source an address of it, of the family of {@code address}
     * @return false if a queue is full: nothing was sent
     * @throws ErrnoException ENETDOWN if the interface is down, ENXIO or ENODEV if there is none
     */
    public boolean ask(int interfaceIndex, MacAddress sender, IpAddress source, IpAddress address)
            throws ErrnoException {
        if (address.family() == AddressFamily.INET) {
            ArpFrame.question(frame, sender, source, address);
            return send(arp, interfaceIndex);
        }
        NeighbourMessage.solicitation(frame, sender, source, address);
        return send(neighbour, interfaceIndex);
    }

    private boolean send(SocketMessage message, int interfaceIndex) throws ErrnoException {
        int length = message.data().capacity();
        message.data().put(0, frame, length);
        message.address().putInt(SocketAddresses.LINK_INTERFACE, interfaceIndex);
        try {
            return libc.send(socket, message, length) != Libc.WOULD_BLOCK;
        } catch (ErrnoException e) {
            // What a full queue of the interface says, where EAGAIN speaks for the socket's own.
            if (e.errno() == Errno.ENOBUFS) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
