package org.vipagent.linux.packet;

import org.vipagent.linux.libc.Descriptor;
import org.vipagent.linux.libc.Errno;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.libc.SocketAddresses;
import org.vipagent.linux.libc.SocketMessage;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/** Asks a segment who has an address; {@link ClaimSocket} hears the answers. Non-blocking; for one thread. */
public final class ProbeSocket implements AutoCloseable {
    private final Libc libc;
    private final Descriptor socket;
    private final SocketMessage message;

    private ProbeSocket(Libc libc, Descriptor socket) {
        this.libc = libc;
        this.socket = socket;
        int longest = Math.max(AddressProbe.ARP_LENGTH, AddressProbe.SOLICITATION_LENGTH);
        // The frame says itself what it is and where it goes.
        this.message = libc.message(
                libc.allocate(longest), SocketAddresses.station(libc, Linux.ETH_P_ARP, MacAddress.BROADCAST));
    }

    /**
     * Opens the socket.
     *
     * @throws ErrnoException EPERM without CAP_NET_RAW
     */
    public static ProbeSocket open(Libc libc) throws ErrnoException {
        return new ProbeSocket(libc, libc.socket(Linux.AF_PACKET, Linux.SOCK_RAW | Linux.SOCK_NONBLOCK, 0));
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
     * Sends one frame.
     *
     * @return false if a queue is full: nothing was sent
     * @throws ErrnoException ENETDOWN if the interface is down, ENXIO or ENODEV if there is none
     */
    public boolean ask(Question question) throws ErrnoException {
        byte[] frame = question.address().family() == AddressFamily.INET
                ? AddressProbe.arp(
                        question.sender(),
                        question.everyone() ? MacAddress.BROADCAST : AddressProbe.ROUTERS,
                        question.address())
                : AddressProbe.solicitation(question.sender(), question.source(), question.address());
        message.data().put(0, frame, frame.length);
        message.address().putInt(SocketAddresses.LINK_INTERFACE, question.interfaceIndex());
        try {
            return libc.send(socket, message, frame.length) != Libc.WOULD_BLOCK;
        } catch (ErrnoException e) {
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
