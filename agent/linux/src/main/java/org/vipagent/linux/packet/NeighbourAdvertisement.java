package org.vipagent.linux.packet;

import org.vipagent.linux.libc.Linux;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/**
 * The frame that tells a segment who has an IPv6 address now: an unsolicited neighbour advertisement (RFC 4861 §4.4,
 * §7.2.6) to all nodes, from the announced address itself as keepalived and FRR send it, with the O flag so that
 * neighbours replace what they know.
 *
 * <p>RFC 9568 §6.4.2 wants the R flag set, for a virtual router is a router. On a machine that does not forward, the
 * kernel clears it in its answers to those who ask; whoever saw R set before takes that for a router that ceased to be
 * one, and drops its routes by it (RFC 4861 §7.2.5). So R is what the kernel says, as in keepalived's frames; FRR sets
 * it always.
 */
public final class NeighbourAdvertisement {
    /** Ethernet, IPv6 and ICMPv6 with one option, in bytes. */
    public static final int LENGTH = 86;

    /** Where Ethernet carries what goes to {@code ff02::1} (RFC 2464 §7). */
    public static final MacAddress ALL_NODES_STATION = MacAddress.parse("33:33:00:00:00:01");

    private static final IpAddress ALL_NODES = IpAddress.parse("ff02::1");

    private static final int MAC_LENGTH = 6;
    private static final int ETHERNET_SOURCE = 6;
    private static final int ETHERNET_TYPE = 12;

    // RFC 8200 §3
    private static final int IPV6 = 14;
    private static final int PAYLOAD_LENGTH = IPV6 + 4;
    private static final int NEXT_HEADER = IPV6 + 6;
    private static final int HOP_LIMIT = IPV6 + 7;
    private static final int SOURCE = IPV6 + 8;
    private static final int DESTINATION = IPV6 + 24;
    private static final int VERSION_6 = 0x60;
    private static final int ICMPV6 = 58;

    // RFC 4861 §4.4 and §4.6.1
    private static final int ICMP = IPV6 + 40;
    private static final int CHECKSUM = ICMP + 2;
    private static final int FLAGS = ICMP + 4;
    private static final int TARGET = ICMP + 8;
    private static final int OPTION = ICMP + 24;
    private static final int NEIGHBOUR_ADVERTISEMENT = 136;
    private static final int ROUTER = 0x80;
    private static final int OVERRIDE = 0x20;
    private static final int TARGET_LINK_LAYER_ADDRESS = 2;
    private static final int OPTION_UNITS = 1;

    private NeighbourAdvertisement() {}

    /**
     * The frame.
     *
     * @param sender the hardware address that answers for it
     * @param address the IPv6 address that is announced
     * @param router whether the sender forwards IPv6
     * @throws IllegalArgumentException for IPv4, which announces itself by ARP
     */
    public static byte[] frame(MacAddress sender, IpAddress address, boolean router) {
        if (address.family() != AddressFamily.INET6) {
            throw new IllegalArgumentException(address + " is not IPv6");
        }
        byte[] frame = new byte[LENGTH];
        byte[] mac = sender.toBytes();
        System.arraycopy(ALL_NODES_STATION.toBytes(), 0, frame, 0, MAC_LENGTH);
        System.arraycopy(mac, 0, frame, ETHERNET_SOURCE, MAC_LENGTH);
        putShort(frame, ETHERNET_TYPE, Linux.ETH_P_IPV6);
        frame[IPV6] = VERSION_6;
        putShort(frame, PAYLOAD_LENGTH, LENGTH - ICMP);
        frame[NEXT_HEADER] = ICMPV6;
        frame[HOP_LIMIT] = (byte) 255;
        address.copyTo(frame, SOURCE);
        ALL_NODES.copyTo(frame, DESTINATION);
        frame[ICMP] = (byte) NEIGHBOUR_ADVERTISEMENT;
        frame[FLAGS] = (byte) (router ? ROUTER | OVERRIDE : OVERRIDE);
        address.copyTo(frame, TARGET);
        frame[OPTION] = TARGET_LINK_LAYER_ADDRESS;
        frame[OPTION + 1] = OPTION_UNITS;
        System.arraycopy(mac, 0, frame, OPTION + 2, MAC_LENGTH);
        putShort(frame, CHECKSUM, checksum(frame));
        return frame;
    }

    /** Of the message and the pseudo-header (RFC 8200 §8.1): both addresses, the length, the protocol. */
    private static int checksum(byte[] frame) {
        int sum = LENGTH - ICMP + ICMPV6;
        // The addresses lie before the message, and every field of it has been written.
        for (int at = SOURCE; at < LENGTH; at += 2) {
            sum += (frame[at] & 0xff) << 8 | (frame[at + 1] & 0xff);
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return ~sum & 0xffff;
    }

    private static void putShort(byte[] frame, int offset, int value) {
        frame[offset] = (byte) (value >>> 8);
        frame[offset + 1] = (byte) value;
    }
}
