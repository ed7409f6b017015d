package org.vipagent.linux.packet;

import org.vipagent.linux.libc.Descriptor;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.libc.NativeBuffer;
import org.vipagent.linux.libc.SocketAddresses;
import org.vipagent.linux.libc.SocketMessage;
import org.vipagent.linux.libc.SocketOption;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/**
 * IPv6: neighbour advertisements (RFC 4861 §4.4) that reach this machine, asked for or not. Those without the option
 * that names the hardware address are passed over: such an answer only comes to who knows it already.
 */
public final class NeighbourClaims implements ClaimSocket {
    private static final int CODE = 1;
    private static final int OPTION_UNIT = 8;
    private static final int OPTION_VALUE = 2;

    private static final int CAPACITY = 256;
    private static final int INTERFACE_IN_PACKET_INFORMATION = 16;
    private static final int PACKET_INFORMATION_LENGTH = 20;

    // struct icmp6_filter: a bit for each type that is kept away (RFC 3542 §3.2)
    private static final int FILTER_LENGTH = 32;
    private static final int BITS_PER_BYTE = 8;

    private final Libc libc;
    private final Descriptor socket;
    private final SocketMessage message;
    private final byte[] bytes = new byte[CAPACITY];
    private int length;

    private NeighbourClaims(Libc libc, Descriptor socket) {
        this.libc = libc;
        this.socket = socket;
        this.message = libc.message(libc.allocate(CAPACITY), libc.allocate(SocketAddresses.INET6_LENGTH));
    }

    /**
     * Opens the socket, for all interfaces.
     *
     * @throws ErrnoException EPERM without the capability, EAFNOSUPPORT where IPv6 is switched off
     */
    public static NeighbourClaims open(Libc libc) throws ErrnoException {
        Descriptor socket = libc.socket(Linux.AF_INET6, Linux.SOCK_RAW | Linux.SOCK_NONBLOCK, NeighbourMessage.ICMPV6);
        try {
            libc.setOption(socket, SocketOption.ICMP6_FILTER, onlyAdvertisements(libc));
            libc.setOption(socket, SocketOption.IPV6_RECVHOPLIMIT, 1);
            libc.setOption(socket, SocketOption.IPV6_RECVPKTINFO, 1);
            return new NeighbourClaims(libc, socket);
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
    }

    private static NativeBuffer onlyAdvertisements(Libc libc) {
        NativeBuffer filter = libc.allocate(FILTER_LENGTH);
        for (int at = 0; at < FILTER_LENGTH; at++) {
            filter.putByte(at, 0xff);
        }
        // The bits lie in 32-bit words of this machine's order; all the machines we run on are little-endian.
        int at = NeighbourMessage.ADVERTISEMENT / BITS_PER_BYTE;
        return filter.putByte(at, 0xff & ~(1 << NeighbourMessage.ADVERTISEMENT % BITS_PER_BYTE));
    }

    @Override
    public Descriptor descriptor() {
        return socket;
    }

    @Override
    public boolean receive() throws ErrnoException {
        length = Math.min(libc.receive(socket, message), CAPACITY);
        return length != Libc.WOULD_BLOCK;
    }

    @Override
    public Claim claim() {
        int hopLimit = message.ancillary().find(SocketOption.IPV6_HOPLIMIT, Integer.BYTES);
        int information = message.ancillary().find(SocketOption.IPV6_PKTINFO, PACKET_INFORMATION_LENGTH);
        if (hopLimit < 0
                || information < 0
                || message.ancillary().values().getInt(hopLimit) != NeighbourMessage.HOP_LIMIT) {
            return null;
        }
        message.data().get(0, bytes, length);
        return read(bytes, length, message.ancillary().values().getInt(information + INTERFACE_IN_PACKET_INFORMATION));
    }

    /**
     * Who says in a neighbour advertisement to have an address; null if nobody does, or the message is to be discarded
     * by RFC 4861 §7.1.2. Its checksum is the kernel's to check.
     *
     * @param length of the message, which starts with its type
     */
    static Claim read(byte[] message, int length, int interfaceIndex) {
        if (length < NeighbourMessage.OPTIONS || message[CODE] != 0) {
            return null;
        }
        IpAddress target = IpAddress.of(message, NeighbourMessage.TARGET, AddressFamily.INET6);
        int option = stationOption(message, length);
        return option < 0 || target.isMulticast()
                ? null
                : new Claim(interfaceIndex, target, MacAddress.of(message, option + OPTION_VALUE));
    }

    /** Where the first option with a hardware address of Ethernet lies; -1 if there is none, or an option is broken. */
    private static int stationOption(byte[] message, int length) {
        int found = -1;
        int at = NeighbourMessage.OPTIONS;
        while (at + OPTION_UNIT <= length) {
            int units = message[at + 1] & 0xff;
            if (units == 0) {
                return -1;
            }
            if (found < 0 && message[at] == NeighbourMessage.TARGET_LINK_LAYER_ADDRESS && units == 1) {
                found = at;
            }
            at += units * OPTION_UNIT;
        }
        return found;
    }

    @Override
    public void close() {
        socket.close();
    }
}
