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
 * Tells a segment who has an address now: IPv4 by gratuitous ARP, IPv6 by unsolicited neighbour advertisement. Whole
 * frames, so that they leave whatever the kernel thinks of the address at that moment. Non-blocking; for one thread.
 * Needs CAP_NET_RAW and CAP_NET_ADMIN.
 */
public final class AnnouncementSocket implements AutoCloseable {
    private final Libc libc;
    private final Descriptor socket;
    private final SocketMessage arp;
    private final SocketMessage neighbourAdvertisement;

    private AnnouncementSocket(Libc libc, Descriptor socket) {
        this.libc = libc;
        this.socket = socket;
        this.arp = libc.message(
                libc.allocate(GratuitousArp.LENGTH),
                SocketAddresses.station(libc, Linux.ETH_P_ARP, MacAddress.BROADCAST));
        this.neighbourAdvertisement = libc.message(
                libc.allocate(NeighbourAdvertisement.LENGTH),
                SocketAddresses.station(libc, Linux.ETH_P_IPV6, NeighbourAdvertisement.ALL_NODES_STATION));
    }

    /**
     * Opens the socket.
     *
     * @throws ErrnoException EPERM without the capabilities
     */
    public static AnnouncementSocket open(Libc libc) throws ErrnoException {
        // Protocol 0: receives nothing. With ETH_P_ALL the kernel would copy every frame of the machine to us.
        Descriptor socket = libc.socket(Linux.AF_PACKET, Linux.SOCK_RAW | Linux.SOCK_NONBLOCK, 0);
        try {
            libc.setOption(socket, SocketOption.SO_SNDBUFFORCE, SocketOpening.SEND_BUFFER);
            return new AnnouncementSocket(libc, socket);
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
     * Sends one frame.
     *
     * @return false if a queue is full: nothing was sent
     * @throws ErrnoException ENETDOWN if the interface is down, ENXIO or ENODEV if there is none
     */
    public boolean announce(Station station, IpAddress address) throws ErrnoException {
        boolean four = address.family() == AddressFamily.INET;
        byte[] frame = four
                ? GratuitousArp.frame(station.mac(), address)
                : NeighbourAdvertisement.frame(station.mac(), address, station.router());
        SocketMessage message = four ? arp : neighbourAdvertisement;
        message.data().put(0, frame, frame.length);
        message.address().putInt(SocketAddresses.LINK_INTERFACE, station.interfaceIndex());
        try {
            return libc.send(socket, message, frame.length) != Libc.WOULD_BLOCK;
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
