package org.vipagent.linux.libc;

/**
 * A socket option by name, so that a refusal says which one it was.
 *
 * @param name as the C headers spell it
 * @param level the protocol that interprets it
 * @param number its number within the level
 */
public record SocketOption(String name, int level, int number) {
    // asm-generic/socket.h
    public static final SocketOption SO_PRIORITY = socket("SO_PRIORITY", 12);
    public static final SocketOption SO_RCVTIMEO = socket("SO_RCVTIMEO", 20);
    public static final SocketOption SO_BINDTODEVICE = socket("SO_BINDTODEVICE", 25);
    public static final SocketOption SO_RCVBUFFORCE = socket("SO_RCVBUFFORCE", 33);

    // linux/in.h
    public static final SocketOption IP_HDRINCL = ip("IP_HDRINCL", 3);
    public static final SocketOption IP_MULTICAST_IF = ip("IP_MULTICAST_IF", 32);
    public static final SocketOption IP_MULTICAST_LOOP = ip("IP_MULTICAST_LOOP", 34);
    public static final SocketOption IP_ADD_MEMBERSHIP = ip("IP_ADD_MEMBERSHIP", 35);

    // linux/netlink.h
    public static final SocketOption NETLINK_CAP_ACK = netlink("NETLINK_CAP_ACK", 10);
    public static final SocketOption NETLINK_EXT_ACK = netlink("NETLINK_EXT_ACK", 11);

    private static SocketOption socket(String name, int number) {
        return new SocketOption(name, 1, number);
    }

    private static SocketOption ip(String name, int number) {
        return new SocketOption(name, 0, number);
    }

    private static SocketOption netlink(String name, int number) {
        return new SocketOption(name, 270, number);
    }
}
