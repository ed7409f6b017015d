package org.vipagent.linux.packet;

import org.vipagent.linux.libc.AncillaryData;
import org.vipagent.linux.libc.SocketAddresses;
import org.vipagent.linux.libc.SocketOption;
import org.vipagent.net.AddressFamily;

/**
 * Where a family shows what an IP header said, and takes what one is to say, if the kernel keeps the header to itself
 * (ip(7), ipv6(7)).
 *
 * @param socketAddressLength size of the family's socket address
 * @param socketAddress where a socket address holds the IP address
 */
record HeaderFields(
        AddressFamily family, PacketInfo info, SocketOption ttl, int socketAddressLength, int socketAddress) {
    // struct in_pktinfo, linux/in.h: interface, local address, destination in the header
    private static final HeaderFields INET = new HeaderFields(
            AddressFamily.INET,
            new PacketInfo(SocketOption.IP_PKTINFO, 12, 0, 4, 8),
            SocketOption.IP_TTL,
            SocketAddresses.INET_LENGTH,
            SocketAddresses.INET_ADDRESS);

    // struct in6_pktinfo, linux/ipv6.h: address, interface
    private static final HeaderFields INET6 = new HeaderFields(
            AddressFamily.INET6,
            new PacketInfo(SocketOption.IPV6_PKTINFO, 20, 16, 0, 0),
            SocketOption.IPV6_HOPLIMIT,
            SocketAddresses.INET6_LENGTH,
            SocketAddresses.INET6_ADDRESS);

    /** A structure of interface and addresses: its length and the offsets in it. */
    record PacketInfo(SocketOption type, int length, int interfaceIndex, int source, int destination) {}

    static HeaderFields of(AddressFamily family) {
        return family == AddressFamily.INET ? INET : INET6;
    }

    /** Makes every packet leave by an interface; where its source is to be put among the values comes back. */
    int appendSource(AncillaryData outgoing, int interfaceIndex) {
        int at = outgoing.append(info.type(), info.length());
        outgoing.values().putInt(at + info.interfaceIndex(), interfaceIndex);
        return at + info.source();
    }

    /** Where an int with the TTL or hop limit of every packet is to be put among the values. */
    int appendTtl(AncillaryData outgoing) {
        return outgoing.append(ttl, Integer.BYTES);
    }

    /** Where the destination of the last packet lies among the values; -1 if it did not come. */
    int findDestination(AncillaryData incoming) {
        int at = incoming.find(info.type(), info.length());
        return at < 0 ? at : at + info.destination();
    }

    /** Where an int with the TTL or hop limit of the last packet lies among the values; -1 if it did not come. */
    int findTtl(AncillaryData incoming) {
        return incoming.find(ttl, Integer.BYTES);
    }
}
