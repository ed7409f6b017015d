package org.vipagent.linux.packet;

import org.vipagent.linux.libc.Descriptor;
import org.vipagent.linux.libc.Errno;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.libc.NativeBuffer;
import org.vipagent.linux.libc.PacketFilter;
import org.vipagent.linux.libc.SocketAddresses;
import org.vipagent.linux.libc.SocketMessage;
import org.vipagent.linux.libc.SocketOption;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/**
 * IPv4: ARP answers that reach this machine, and gratuitous ARP in both forms. Everybody's ordinary questions are kept
 * away by a filter in the kernel, so that a busy segment does not wake us.
 */
public final class ArpClaims implements ClaimSocket {
    private final Libc libc;
    private final Descriptor socket;
    private final SocketMessage frame;
    private final byte[] bytes = new byte[ArpFrame.LENGTH];
    private int length;

    private ArpClaims(Libc libc, Descriptor socket) {
        this.libc = libc;
        this.socket = socket;
        this.frame = libc.message(
                libc.allocate(ArpFrame.LENGTH), SocketAddresses.station(libc, Linux.ETH_P_ARP, MacAddress.BROADCAST));
    }

    /**
     * Opens the socket, for all interfaces.
     *
     * @throws ErrnoException EPERM without the capability
     */
    public static ArpClaims open(Libc libc) throws ErrnoException {
        // Protocol 0 hears nothing: no frame may come before the filter is there.
        Descriptor socket = libc.socket(Linux.AF_PACKET, Linux.SOCK_RAW | Linux.SOCK_NONBLOCK, 0);
        try {
            NativeBuffer program = new PacketFilter()
                    .loadHalf(ArpFrame.OPERATION)
                    .acceptIfEqual(ArpFrame.REPLY)
                    .loadWord(ArpFrame.SENDER_PROTOCOL)
                    .remember()
                    .loadWord(ArpFrame.TARGET_PROTOCOL)
                    .acceptIfRemembered()
                    .program(libc);
            libc.attachFilter(socket, program);
            ignoreOwn(libc, socket);
            libc.bind(socket, SocketAddresses.station(libc, Linux.ETH_P_ARP, MacAddress.BROADCAST));
            return new ArpClaims(libc, socket);
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
    }

    private static void ignoreOwn(Libc libc, Descriptor socket) throws ErrnoException {
        try {
            libc.setOption(socket, SocketOption.PACKET_IGNORE_OUTGOING, 1);
        } catch (ErrnoException e) {
            // Before Linux 4.20; the receiver knows its own hardware addresses anyway.
            if (e.errno() != Errno.ENOPROTOOPT) {
                throw e;
            }
        }
    }

    @Override
    public Descriptor descriptor() {
        return socket;
    }

    @Override
    public boolean receive() throws ErrnoException {
        length = libc.receive(socket, frame);
        return length != Libc.WOULD_BLOCK;
    }

    @Override
    public Claim claim() {
        frame.data().get(0, bytes, Math.min(length, ArpFrame.LENGTH));
        return read(bytes, length, frame.address().getInt(SocketAddresses.LINK_INTERFACE));
    }

    /**
     * Who says in a frame to have an address; null if nobody does. The filter in the kernel has looked at the operation
     * and the addresses alone, not at how long addresses are.
     *
     * @param length of the frame, which is padded to more than is read of it
     */
    static Claim read(byte[] frame, int length, int interfaceIndex) {
        if (length < ArpFrame.LENGTH || !ArpFrame.isOfEthernetAndIpv4(frame)) {
            return null;
        }
        IpAddress address = IpAddress.of(frame, ArpFrame.SENDER_PROTOCOL, AddressFamily.INET);
        return address.isUnspecified()
                ? null
                : new Claim(interfaceIndex, address, MacAddress.of(frame, ArpFrame.SENDER_HARDWARE));
    }

    @Override
    public void close() {
        socket.close();
    }
}
