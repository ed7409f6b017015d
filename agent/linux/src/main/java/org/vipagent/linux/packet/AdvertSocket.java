package org.vipagent.linux.packet;

import org.vipagent.linux.libc.Descriptor;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.node.NodeEffect;

/**
 * Sends and receives the adverts of one channel: what goes to the group and what goes to an address of the interface.
 * Non-blocking; for one thread. Needs CAP_NET_RAW and CAP_NET_ADMIN.
 *
 * <p>Outlives the interface going down and up, but not its removal: an interface that comes back under the same name
 * has another index and wants another socket.
 */
public interface AdvertSocket extends AutoCloseable {
    /**
     * Opens a socket; one of the standard's transports joins the group of IPv4 or IPv6 routers, UDP none.
     *
     * @param interfaceIndex the device's; index and name must belong together
     * @throws ErrnoException ENODEV without such an interface, EPERM without the capabilities, EADDRINUSE if another
     *     program has the UDP port
     */
    static AdvertSocket open(Libc libc, AdvertChannel channel, int interfaceIndex) throws ErrnoException {
        return new SocketOpening(libc, channel, interfaceIndex).open();
    }

    /** To wait for packets. */
    Descriptor descriptor();

    /**
     * Takes the next packet, sound or not.
     *
     * @return false if there is none
     * @throws ErrnoException if the kernel reports an error of the socket
     */
    boolean receive(ReceivedPacket into) throws ErrnoException;

    /**
     * Sends one advert; device and transport must be the channel's.
     *
     * @return false if the send queue is full: the packet is lost
     * @throws ErrnoException ENETUNREACH, EHOSTUNREACH without a route, ENETDOWN or ENODEV without the interface;
     *     EINVAL where the kernel writes the header and the interface does not hold the source, or not yet
     */
    boolean send(NodeEffect.SendPacket advert) throws ErrnoException;

    /**
     * How many packets the kernel has thrown away since the socket was opened, because they came faster than they were
     * read. Known as of the last packet that was received.
     */
    long overflow();

    /** Leaves the group, too. */
    @Override
    void close();
}
