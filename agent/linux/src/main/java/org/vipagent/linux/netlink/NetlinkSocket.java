package org.vipagent.linux.netlink;

import java.io.IOException;
import org.vipagent.linux.libc.Descriptor;
import org.vipagent.linux.libc.Errno;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.libc.NativeBuffer;
import org.vipagent.linux.libc.SocketAddresses;
import org.vipagent.linux.libc.SocketMessage;
import org.vipagent.linux.libc.SocketOption;

/** The real kernel behind a netlink socket. For one thread. */
public final class NetlinkSocket implements NetlinkTransport {
    /** Larger than any datagram the kernel builds: dumps come in pieces of at most 32 KiB. */
    private static final int BUFFER_LENGTH = 65_536;

    private static final long ANSWER_SECONDS = 5;
    private static final int KERNEL = 0;

    private final Libc libc;
    private final Descriptor socket;
    private final boolean waits;
    private final SocketMessage incoming;
    private final NativeBuffer kernel;

    private NetlinkSocket(Libc libc, Descriptor socket, boolean waits) {
        this.libc = libc;
        this.socket = socket;
        this.waits = waits;
        this.incoming = libc.message(libc.allocate(BUFFER_LENGTH), SocketAddresses.netlink(libc, 0));
        this.kernel = SocketAddresses.netlink(libc, 0);
    }

    /**
     * A socket for requests: {@link #receive} waits for the kernel, at most 5 s.
     *
     * @param protocol {@link Linux#NETLINK_ROUTE} or another family of netlink
     */
    public static NetlinkSocket forRequests(Libc libc, int protocol) throws ErrnoException {
        Descriptor socket = libc.socket(Linux.AF_NETLINK, Linux.SOCK_RAW, protocol);
        return opened(libc, socket, true, 0);
    }

    /**
     * A socket for events: {@link #receive} never waits.
     *
     * @param groups a bit for each multicast group
     * @param bufferLength bytes of events the kernel keeps for us before it drops some and says so (ENOBUFS); needs
     *     CAP_NET_ADMIN beyond net.core.rmem_max
     */
    public static NetlinkSocket forEvents(Libc libc, int protocol, int groups, int bufferLength) throws ErrnoException {
        Descriptor socket = libc.socket(Linux.AF_NETLINK, Linux.SOCK_RAW | Linux.SOCK_NONBLOCK, protocol);
        NetlinkSocket events = opened(libc, socket, false, groups);
        try {
            libc.setOption(socket, SocketOption.SO_RCVBUFFORCE, bufferLength);
        } catch (ErrnoException e) {
            events.close();
            throw e;
        }
        return events;
    }

    private static NetlinkSocket opened(Libc libc, Descriptor socket, boolean waits, int groups) throws ErrnoException {
        try {
            libc.setOption(socket, SocketOption.NETLINK_EXT_ACK, 1);
            libc.setOption(socket, SocketOption.NETLINK_CAP_ACK, 1);
            if (waits) {
                NativeBuffer limit = libc.allocate(2 * Long.BYTES).putLong(0, ANSWER_SECONDS);
                libc.setOption(socket, SocketOption.SO_RCVTIMEO, limit);
            }
            libc.bind(socket, SocketAddresses.netlink(libc, groups));
            return new NetlinkSocket(libc, socket, waits);
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
    }

    /** To watch for events. */
    public Descriptor descriptor() {
        return socket;
    }

    @Override
    public void send(byte[] datagram) throws IOException {
        NativeBuffer copy = libc.allocate(datagram.length).put(0, datagram, datagram.length);
        int sent = libc.send(socket, libc.message(copy, kernel), datagram.length);
        if (sent != datagram.length) {
            throw new ErrnoException(Errno.EAGAIN, "sendmsg(netlink)");
        }
    }

    @Override
    public byte[] receive() throws IOException {
        while (true) {
            int length = libc.receive(socket, incoming);
            if (length == Libc.WOULD_BLOCK) {
                return nothing();
            }
            // Only the kernel has port 0; anything else is another process that poses as it.
            if (incoming.address().getInt(SocketAddresses.NETLINK_PORT) != KERNEL) {
                continue;
            }
            if (length > incoming.data().capacity()) {
                throw new ErrnoException(Errno.EMSGSIZE, "recvmsg(netlink), " + length + " bytes");
            }
            byte[] datagram = new byte[length];
            incoming.data().get(0, datagram, length);
            return datagram;
        }
    }

    private byte[] nothing() throws ErrnoException {
        if (waits) {
            throw new ErrnoException(Errno.ETIMEDOUT, "recvmsg(netlink), " + ANSWER_SECONDS + " s");
        }
        return new byte[0];
    }

    @Override
    public void close() {
        socket.close();
    }
}
