package org.vipagent.linux.packet;

import java.nio.charset.StandardCharsets;
import org.vipagent.linux.libc.Descriptor;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.libc.NativeBuffer;
import org.vipagent.linux.libc.SocketAddresses;
import org.vipagent.linux.libc.SocketMessage;
import org.vipagent.linux.libc.SocketOption;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/**
 * Sends and receives VRRP over IPv4 on one interface: what goes to 224.0.0.18 and what goes to one of its addresses.
 * Non-blocking; for one thread. Needs CAP_NET_RAW and CAP_NET_ADMIN.
 *
 * <p>The IP header is ours (IP_HDRINCL), so that the sender is exactly the address that is asked for, whatever else the
 * interface holds at that moment. Outlives the interface going down and up, but not its removal: an interface that comes
 * back under the same name has another index and wants another socket.
 */
public final class VrrpSocket implements AutoCloseable {
    /** IP protocol of VRRP (RFC 9568 §5.1.1.4). */
    public static final int VRRP = 112;
    /** IP protocol of the authentication header, which version 2 may put around an advert (RFC 2338 §5.3.6.3). */
    public static final int AUTHENTICATION_HEADER = 51;
    /** The group of IPv4 routers (RFC 9568 §5.1.1.2). */
    public static final IpAddress GROUP = IpAddress.parse("224.0.0.18");

    /** linux/pkt_sched.h: TC_PRIO_CONTROL, the first band of the default queue. */
    private static final int PRIORITY_CONTROL = 7;

    /**
     * Room for what arrives while we are paused: some 10,000 adverts, since the kernel doubles the number. Only what lies
     * there takes memory.
     */
    private static final int RECEIVE_BUFFER = 4 << 20;

    // struct ip_mreqn, linux/in.h: group, local address, interface index
    private static final int MEMBERSHIP_LENGTH = 12;
    private static final int MEMBERSHIP_INTERFACE = 8;

    private final Libc libc;
    private final Descriptor socket;
    private final int protocol;
    private final byte[] outgoing = new byte[ReceivedPacket.CAPACITY];
    private final SocketMessage toPeer;
    private final SocketMessage fromPeer;

    private VrrpSocket(Libc libc, Descriptor socket, int protocol) {
        this.libc = libc;
        this.socket = socket;
        this.protocol = protocol;
        this.toPeer = libc.message(libc.allocate(ReceivedPacket.CAPACITY), SocketAddresses.inet(libc, GROUP));
        this.fromPeer = libc.message(libc.allocate(ReceivedPacket.CAPACITY), SocketAddresses.inet(libc, GROUP));
    }

    /**
     * Opens the socket and joins the group.
     *
     * @param index the interface's index; it and the name must belong together
     * @param protocol {@link #VRRP} or {@link #AUTHENTICATION_HEADER}
     * @throws ErrnoException ENODEV without such an interface, EPERM without the capabilities
     */
    public static VrrpSocket open(Libc libc, InterfaceName name, int index, int protocol) throws ErrnoException {
        Descriptor socket = libc.socket(Linux.AF_INET, Linux.SOCK_RAW | Linux.SOCK_NONBLOCK, protocol);
        try {
            bindTo(libc, socket, name);
            libc.setOption(socket, SocketOption.SO_RCVBUFFORCE, RECEIVE_BUFFER);
            libc.setOption(socket, SocketOption.SO_PRIORITY, PRIORITY_CONTROL);
            libc.setOption(socket, SocketOption.IP_HDRINCL, 1);
            NativeBuffer group = membership(libc, index);
            libc.setOption(socket, SocketOption.IP_MULTICAST_IF, group);
            // Our own adverts are of no use to us, and on the wire a copy of them is a sign of a loop.
            libc.setOption(socket, SocketOption.IP_MULTICAST_LOOP, 0);
            libc.setOption(socket, SocketOption.IP_ADD_MEMBERSHIP, group);
            return new VrrpSocket(libc, socket, protocol);
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
    }

    private static void bindTo(Libc libc, Descriptor socket, InterfaceName name) throws ErrnoException {
        byte[] text = name.name().getBytes(StandardCharsets.UTF_8);
        libc.setOption(
                socket,
                SocketOption.SO_BINDTODEVICE,
                libc.allocate(text.length + 1).put(0, text, text.length));
    }

    private static NativeBuffer membership(Libc libc, int index) {
        byte[] group = GROUP.toBytes();
        return libc.allocate(MEMBERSHIP_LENGTH).put(0, group, group.length).putInt(MEMBERSHIP_INTERFACE, index);
    }

    /** To wait for packets. */
    public Descriptor descriptor() {
        return socket;
    }

    /**
     * Takes the next packet, sound or not.
     *
     * @return false if there is none
     * @throws ErrnoException if the kernel reports an error of the socket
     */
    public boolean receive(ReceivedPacket into) throws ErrnoException {
        int length = libc.receive(socket, fromPeer);
        if (length == Libc.WOULD_BLOCK) {
            return false;
        }
        into.fill(fromPeer.data(), length);
        return true;
    }

    /**
     * Sends one message.
     *
     * @param source the sender the packet shows, whether an interface holds it or not
     * @param destination {@link #GROUP} or a peer; IPv4 both
     * @param message the IP payload, from its start
     * @param length of the message in bytes, at most 2028
     * @param ttl 1 to 255; 255 for VRRP (RFC 9568 §5.1.1.3)
     * @return false if the send queue is full: the packet is lost
     * @throws ErrnoException ENETUNREACH, EHOSTUNREACH without a route, ENETDOWN or ENODEV without the interface
     */
    public boolean send(IpAddress source, IpAddress destination, byte[] message, int length, int ttl)
            throws ErrnoException {
        if (length > ReceivedPacket.CAPACITY - Ipv4Header.LENGTH) {
            throw new IllegalArgumentException("a message of " + length + " bytes");
        }
        Ipv4Header.write(outgoing, new Ipv4Header.Addressing(source, destination, protocol, ttl), length);
        System.arraycopy(message, 0, outgoing, Ipv4Header.LENGTH, length);
        int total = Ipv4Header.LENGTH + length;
        toPeer.data().put(0, outgoing, total);
        toPeer.address()
                .put(SocketAddresses.INET_ADDRESS, outgoing, Ipv4Header.DESTINATION, AddressFamily.INET.bytes());
        return libc.send(socket, toPeer, total) != Libc.WOULD_BLOCK;
    }

    /** Leaves the group, too. */
    @Override
    public void close() {
        socket.close();
    }
}
