package org.vipagent.linux.packet;

import java.nio.charset.StandardCharsets;
import org.vipagent.linux.libc.Descriptor;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.libc.NativeBuffer;
import org.vipagent.linux.libc.SocketAddresses;
import org.vipagent.linux.libc.SocketOption;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.Transport;

/** Makes the socket of a channel: which kind, bound to what, a member of which group. */
final class SocketOpening {
    /** IP protocol of the authentication header, which version 2 may put around an advert (RFC 2338 §5.3.6.3). */
    private static final int PROTOCOL_AUTHENTICATION_HEADER = 51;

    private static final IpAddress ANY = IpAddress.parse("0.0.0.0");
    private static final IpAddress ANY6 = IpAddress.parse("::");

    /** linux/pkt_sched.h: TC_PRIO_CONTROL, the first band of the default queue. */
    private static final int PRIORITY_CONTROL = 7;

    /**
     * Room for what arrives while we are paused: some 10,000 adverts, since the kernel doubles the number. Only what
     * lies there takes memory.
     */
    private static final int RECEIVE_BUFFER = 4 << 20;

    /** Room for what the interface has not sent yet: the default holds some 270 packets, 1,000 may be due together. */
    static final int SEND_BUFFER = 4 << 20;

    // struct ip_mreqn, linux/in.h: group, local address, interface index
    private static final int MEMBERSHIP_LENGTH = 12;
    private static final int MEMBERSHIP_INTERFACE = 8;
    // struct ipv6_mreq, linux/in6.h: group, interface index
    private static final int MEMBERSHIP6_LENGTH = 20;
    private static final int MEMBERSHIP6_INTERFACE = 16;

    private final Libc libc;
    private final AdvertChannel channel;
    private final int index;

    SocketOpening(Libc libc, AdvertChannel channel, int index) {
        this.libc = libc;
        this.channel = channel;
        this.index = index;
    }

    AdvertSocket open() throws ErrnoException {
        boolean udp = channel.transport().kind() == Transport.Kind.UDP;
        boolean six = channel.family() == AddressFamily.INET6;
        Descriptor socket = libc.socket(
                six ? Linux.AF_INET6 : Linux.AF_INET,
                (udp ? Linux.SOCK_DGRAM : Linux.SOCK_RAW) | Linux.SOCK_NONBLOCK,
                protocol(channel.transport().kind()));
        try {
            bindToDevice(socket);
            libc.setOption(socket, SocketOption.SO_RCVBUFFORCE, RECEIVE_BUFFER);
            libc.setOption(socket, SocketOption.SO_SNDBUFFORCE, SEND_BUFFER);
            libc.setOption(socket, SocketOption.SO_RXQ_OVFL, 1);
            if (udp) {
                bindToPort(socket);
            } else {
                joinGroup(socket);
            }
            AdvertSocket opened = udp || six ? withoutHeader(socket) : withHeader(socket);
            // Last, because a type of service sets a priority of its own.
            libc.setOption(socket, SocketOption.SO_PRIORITY, PRIORITY_CONTROL);
            return opened;
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
    }

    private static int protocol(Transport.Kind kind) {
        return switch (kind) {
            case VRRP -> AdvertCodec.IP_PROTOCOL;
            case AUTHENTICATION_HEADER -> PROTOCOL_AUTHENTICATION_HEADER;
            case UDP -> 0;
        };
    }

    private void bindToDevice(Descriptor socket) throws ErrnoException {
        byte[] name = channel.device().name().getBytes(StandardCharsets.UTF_8);
        libc.setOption(
                socket,
                SocketOption.SO_BINDTODEVICE,
                libc.allocate(name.length + 1).put(0, name, name.length));
    }

    private void bindToPort(Descriptor socket) throws ErrnoException {
        IpAddress any = ANY;
        if (channel.family() == AddressFamily.INET6) {
            // Or the port would be taken for IPv4, too.
            libc.setOption(socket, SocketOption.IPV6_V6ONLY, 1);
            any = ANY6;
        }
        libc.bind(
                socket, SocketAddresses.internet(libc, any, channel.transport().port(), 0));
    }

    private void joinGroup(Descriptor socket) throws ErrnoException {
        byte[] group = AdvertCodec.group(channel.family()).toBytes();
        // Our own adverts are of no use to us, and on the wire a copy of them is a sign of a loop.
        if (channel.family() == AddressFamily.INET6) {
            libc.setOption(socket, SocketOption.IPV6_MULTICAST_LOOP, 0);
            NativeBuffer membership = libc.allocate(MEMBERSHIP6_LENGTH)
                    .put(0, group, group.length)
                    .putInt(MEMBERSHIP6_INTERFACE, index);
            libc.setOption(socket, SocketOption.IPV6_ADD_MEMBERSHIP, membership);
        } else {
            libc.setOption(socket, SocketOption.IP_MULTICAST_LOOP, 0);
            NativeBuffer membership =
                    libc.allocate(MEMBERSHIP_LENGTH).put(0, group, group.length).putInt(MEMBERSHIP_INTERFACE, index);
            libc.setOption(socket, SocketOption.IP_MULTICAST_IF, membership);
            libc.setOption(socket, SocketOption.IP_ADD_MEMBERSHIP, membership);
        }
    }

    private AdvertSocket withHeader(Descriptor socket) throws ErrnoException {
        libc.setOption(socket, SocketOption.IP_HDRINCL, 1);
        return new Ipv4RawSocket(libc, socket, protocol(channel.transport().kind()));
    }

    private AdvertSocket withoutHeader(Descriptor socket) throws ErrnoException {
        if (channel.family() == AddressFamily.INET6) {
            libc.setOption(socket, SocketOption.IPV6_TCLASS, Ipv4Header.CLASS_SELECTOR_6);
            libc.setOption(socket, SocketOption.IPV6_RECVHOPLIMIT, 1);
            libc.setOption(socket, SocketOption.IPV6_RECVPKTINFO, 1);
        } else {
            libc.setOption(socket, SocketOption.IP_TOS, Ipv4Header.CLASS_SELECTOR_6);
            libc.setOption(socket, SocketOption.IP_RECVTTL, 1);
            libc.setOption(socket, SocketOption.IP_PKTINFO, 1);
        }
        return new PayloadSocket(libc, socket, channel, index);
    }
}
