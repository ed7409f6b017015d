package org.vipagent.linux.libc;

/**
 * A socket option by name, so that a refusal says which one it was; or a type of {@link AncillaryData}, which has the
 * same numbers.
 *
 * @param name as the C headers spell it
 * @param level the protocol that interprets it
 * @param number its number within the level
 */
public record SocketOption(String name, int level, int number) {
    // asm-generic/socket.h
    public static final SocketOption SO_PRIORITY = socket("SO_PRIORITY", 12);
    public static final SocketOption SO_ATTACH_FILTER = socket("SO_ATTACH_FILTER", 26);
    public static final SocketOption SO_RCVTIMEO = socket("SO_RCVTIMEO", 20);
    public static final SocketOption SO_BINDTODEVICE = socket("SO_BINDTODEVICE", 25);
    public static final SocketOption SO_SNDBUFFORCE = socket("SO_SNDBUFFORCE", 32);
    public static final SocketOption SO_RCVBUFFORCE = socket("SO_RCVBUFFORCE", 33);
    public static final SocketOption SO_RXQ_OVFL = socket("SO_RXQ_OVFL", 40);

    // linux/in.h
    public static final SocketOption IP_TOS = ip("IP_TOS", 1);
    public static final SocketOption IP_TTL = ip("IP_TTL", 2);
    public static final SocketOption IP_HDRINCL = ip("IP_HDRINCL", 3);
    public static final SocketOption IP_PKTINFO = ip("IP_PKTINFO", 8);
    public static final SocketOption IP_RECVTTL = ip("IP_RECVTTL", 12);
    public static final SocketOption IP_MULTICAST_IF = ip("IP_MULTICAST_IF", 32);
    public static final SocketOption IP_MULTICAST_LOOP = ip("IP_MULTICAST_LOOP", 34);
    public static final SocketOption IP_ADD_MEMBERSHIP = ip("IP_ADD_MEMBERSHIP", 35);

    // linux/in6.h
    public static final SocketOption IPV6_MULTICAST_LOOP = ipv6("IPV6_MULTICAST_LOOP", 19);
    public static final SocketOption IPV6_ADD_MEMBERSHIP = ipv6("IPV6_ADD_MEMBERSHIP", 20);
    public static final SocketOption IPV6_V6ONLY = ipv6("IPV6_V6ONLY", 26);
    public static final SocketOption IPV6_RECVPKTINFO = ipv6("IPV6_RECVPKTINFO", 49);
    public static final SocketOption IPV6_PKTINFO = ipv6("IPV6_PKTINFO", 50);
    public static final SocketOption IPV6_RECVHOPLIMIT = ipv6("IPV6_RECVHOPLIMIT", 51);
    public static final SocketOption IPV6_HOPLIMIT = ipv6("IPV6_HOPLIMIT", 52);
    public static final SocketOption IPV6_TCLASS = ipv6("IPV6_TCLASS", 67);

    // linux/icmpv6.h
    public static final SocketOption ICMP6_FILTER = new SocketOption("ICMP6_FILTER", 58, 1);

    // linux/if_packet.h
    public static final SocketOption PACKET_IGNORE_OUTGOING = new SocketOption("PACKET_IGNORE_OUTGOING", 263, 23);

    // linux/netlink.h
    public static final SocketOption NETLINK_CAP_ACK = netlink("NETLINK_CAP_ACK", 10);
    public static final SocketOption NETLINK_EXT_ACK = netlink("NETLINK_EXT_ACK", 11);

    private static SocketOption socket(String name, int number) {
        return new SocketOption(name, 1, number);
    }

    private static SocketOption ip(String name, int number) {
        return new SocketOption(name, 0, number);
    }

    private static SocketOption ipv6(String name, int number) {
        return new SocketOption(name, 41, number);
    }

    private static SocketOption netlink(String name, int number) {
        return new SocketOption(name, 270, number);
    }
}
