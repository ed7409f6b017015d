package org.vipagent.linux.libc;

import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/** The kernel's socket address structures: where their fields lie, and how they are filled. */
public final class SocketAddresses {
    /** Size of {@code struct sockaddr_in} (linux/in.h): family, port, address, padding. */
    public static final int INET_LENGTH = 16;
    /** Where the address lies in {@code struct sockaddr_in}. */
    public static final int INET_ADDRESS = 4;
    /** Size of {@code struct sockaddr_in6} (linux/in6.h): family, port, flow, address, interface. */
    public static final int INET6_LENGTH = 28;
    /** Where the address lies in {@code struct sockaddr_in6}. */
    public static final int INET6_ADDRESS = 8;
    /** Size of {@code struct sockaddr_nl} (linux/netlink.h): family, padding, port, groups. */
    public static final int NETLINK_LENGTH = 12;
    /** Where the port (the sender's address; 0 is the kernel) lies in {@code struct sockaddr_nl}. */
    public static final int NETLINK_PORT = 4;

    /** Where the interface's index lies in {@code struct sockaddr_ll} (linux/if_packet.h). */
    public static final int LINK_INTERFACE = 4;

    // struct sockaddr_in and sockaddr_in6 alike
    private static final int PORT = 2;
    private static final int INET6_INTERFACE = 24;
    private static final int NETLINK_GROUPS = 8;
    // struct sockaddr_ll: family, protocol, ifindex, hatype, pkttype, halen, addr[8]
    private static final int LINK_LENGTH = 20;
    private static final int LINK_PROTOCOL = 2;
    private static final int LINK_ADDRESS_LENGTH = 11;
    private static final int LINK_ADDRESS = 12;

    private SocketAddresses() {}

    /**
     * A {@code sockaddr_in} or {@code sockaddr_in6}.
     *
     * @param port 0 to 65535; 0 for a raw socket
     * @param interfaceIndex where a link-local IPv6 address is meant; IPv4 has no place for it
     */
    public static NativeBuffer internet(Libc libc, IpAddress address, int port, int interfaceIndex) {
        if (address.family() == AddressFamily.INET) {
            return libc.allocate(INET_LENGTH)
                    .putShort(0, Linux.AF_INET)
                    .putNetworkShort(PORT, port)
                    .put(INET_ADDRESS, address.toBytes(), AddressFamily.INET.bytes());
        }
        return libc.allocate(INET6_LENGTH)
                .putShort(0, Linux.AF_INET6)
                .putNetworkShort(PORT, port)
                .put(INET6_ADDRESS, address.toBytes(), AddressFamily.INET6.bytes())
                .putInt(INET6_INTERFACE, interfaceIndex);
    }

    /**
     * A {@code sockaddr_nl} for this process.
     *
     * @param groups a bit for each multicast group to listen to; 0 for none
     */
    public static NativeBuffer netlink(Libc libc, int groups) {
        return libc.allocate(NETLINK_LENGTH).putShort(0, Linux.AF_NETLINK).putInt(NETLINK_GROUPS, groups);
    }

    /** A {@code sockaddr_ll}: a station on the segment of the interface that is put at {@link #LINK_INTERFACE}. */
    public static NativeBuffer station(Libc libc, int etherType, MacAddress station) {
        byte[] address = station.toBytes();
        return libc.allocate(LINK_LENGTH)
                .putShort(0, Linux.AF_PACKET)
                .putNetworkShort(LINK_PROTOCOL, etherType)
                .putByte(LINK_ADDRESS_LENGTH, address.length)
                .put(LINK_ADDRESS, address, address.length);
    }
}
