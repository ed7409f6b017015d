package org.vipagent.linux.packet;

import org.vipagent.linux.libc.Descriptor;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.libc.SocketAddresses;
import org.vipagent.linux.libc.SocketMessage;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/** Sends gratuitous ARP on any interface. Non-blocking; for one thread. Needs CAP_NET_RAW. */
public final class ArpSocket implements AutoCloseable {
    private final Libc libc;
    private final Descriptor socket;
    private final SocketMessage toEveryone;

    private ArpSocket(Libc libc, Descriptor socket) {
        this.libc = libc;
        this.socket = socket;
        this.toEveryone = libc.message(
                libc.allocate(GratuitousArp.LENGTH),
                SocketAddresses.station(libc, Linux.ETH_P_ARP, MacAddress.BROADCAST));
    }

    /**
     * Opens the socket.
     *
     * @throws ErrnoException EPERM without the capability
     */
    public static ArpSocket open(Libc libc) throws ErrnoException {
        // Protocol 0: receives nothing. With ETH_P_ALL the kernel would copy every frame of the machine to us.
        return new ArpSocket(libc, libc.socket(Linux.AF_PACKET, Linux.SOCK_RAW | Linux.SOCK_NONBLOCK, 0));
    }

    /**
     * Announces an address.
     *
     * @param interfaceIndex where
     * @param sender the interface's hardware address
     * @param address IPv4
     * @param repeat how many frames, at least 1
     * @return how many frames the interface's queue took
     * @throws ErrnoException ENETDOWN if the interface is down, ENXIO or ENODEV if there is none
     */
    public int announce(int interfaceIndex, MacAddress sender, IpAddress address, int repeat) throws ErrnoException {
        toEveryone.data().put(0, GratuitousArp.frame(sender, address), GratuitousArp.LENGTH);
        toEveryone.address().putInt(SocketAddresses.LINK_INTERFACE, interfaceIndex);
        int taken = 0;
        for (int i = 0; i < repeat; i++) {
            if (libc.send(socket, toEveryone, GratuitousArp.LENGTH) != Libc.WOULD_BLOCK) {
                taken++;
            }
        }
        return taken;
    }

    @Override
    public void close() {
        socket.close();
    }
}
