package org.vipagent.linux.packet;

import java.util.Arrays;
import org.vipagent.linux.libc.Linux;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/**
 * Messages of IPv6's neighbour discovery (RFC 4861) as whole Ethernet frames: who says that it has an address, and who
 * asks whether another has it.
 */
public final class NeighbourMessage {
    /** Ethernet, IPv6 and ICMPv6 with one option, in bytes. */
    public static final int LENGTH = 86;

    static final int ICMPV6 = 58;
    static final int ADVERTISEMENT = 136;

    /** So that nobody takes a message from another segment for a neighbour's. */
    static final int HOP_LIMIT = 255;

    // RFC 4861 §4.3, §4.4: type, code, checksum, flags, target; then options (§4.6.1), counted in units of 8 bytes
    static final int TARGET = 8;
    static final int OPTIONS = 24;
    static final int TARGET_LINK_LAYER_ADDRESS = 2;

    private static final IpAddress ALL_NODES = IpAddress.parse("ff02::1");

    /** RFC 4291 §2.7.1: {@code ff02::1:ff00:0/104} and the last 24 bits of the address. */
    private static final IpAddress SOLICITED_NODE = IpAddress.parse("ff02::1:ff00:0");

    private static final int SOLICITED_BYTES = 3;
    private static final int COMMON_BYTES = AddressFamily.INET6.bytes() - SOLICITED_BYTES;

    /** RFC 2464 §7: 33:33 and the last four bytes of the group. */
    private static final MacAddress MULTICAST = MacAddress.parse("33:33:00:00:00:00");

    private static final int GROUP_BYTES = 4;

    // RFC 8200 §3
    private static final int IPV6 = Ethernet.HEADER_LENGTH;
    private static final int PAYLOAD_LENGTH = IPV6 + 4;
    private static final int NEXT_HEADER = IPV6 + 6;
    private static final int HOPS = IPV6 + 7;
    private static final int SOURCE = IPV6 + 8;
    private static final int DESTINATION = IPV6 + 24;
    private static final int VERSION_6 = 0x60;

    private static final int ICMP = IPV6 + 40;
    private static final int CHECKSUM = ICMP + 2;
    private static final int FLAGS = ICMP + 4;
    private static final int SOLICITATION = 135;
    private static final int ROUTER = 0x80;
    private static final int OVERRIDE = 0x20;
    private static final int SOURCE_LINK_LAYER_ADDRESS = 1;
    private static final int OPTION_UNITS = 1;

    private NeighbourMessage() {}

    /**
     * Tells a segment who has an address now: an unsolicited neighbour advertisement (RFC 4861 §4.4, §7.2.6) to all
     * nodes, from the announced address itself as keepalived and FRR send it, with the O flag so that neighbours
     * replace what they know.
     *
     * <p>RFC 9568 §6.4.2 wants the R flag set, for a virtual router is a router. On a machine that does not forward,
     * the kernel clears it in its answers to those who ask; whoever saw R set before takes that for a router that
     * ceased to be one, and drops its routes by it (RFC 4861 §7.2.5). So R is what the kernel says, as in keepalived's
     * frames; FRR sets it always.
     *
     * @param frame filled from its start, with {@link #LENGTH} bytes
     * @param sender the hardware address that answers for it
     * @param address the IPv6 address that is announced
     * @param router whether the sender forwards IPv6
     * @throws IllegalArgumentException for IPv4, which announces itself by {@link ArpFrame}
     */
    public static void advertisement(byte[] frame, MacAddress sender, IpAddress address, boolean router) {
        begin(frame, address, address);
        ALL_NODES.copyTo(frame, DESTINATION);
        frame[ICMP] = (byte) ADVERTISEMENT;
        frame[FLAGS] = (byte) (router ? ROUTER | OVERRIDE : OVERRIDE);
        end(frame, sender, TARGET_LINK_LAYER_ADDRESS);
    }

    /**
     * Asks whether another station has an address: a neighbour solicitation (RFC 4861 §4.3) to the address's
     * solicited-node group, which only reaches who has such an address.
     *
     * @param frame filled from its start, with {@link #LENGTH} bytes
     * @param sender the interface's hardware address
     * @param source its link-local address, which the answer goes to
     * @param address IPv6
     * @throws IllegalArgumentException for IPv4, which is asked for by {@link ArpFrame}
     */
    public static void solicitation(byte[] frame, MacAddress sender, IpAddress source, IpAddress address) {
        begin(frame, source, address);
        SOLICITED_NODE.copyTo(frame, DESTINATION);
        System.arraycopy(frame, ICMP + TARGET + COMMON_BYTES, frame, DESTINATION + COMMON_BYTES, SOLICITED_BYTES);
        frame[ICMP] = (byte) SOLICITATION;
        end(frame, sender, SOURCE_LINK_LAYER_ADDRESS);
    }

    private static void begin(byte[] frame, IpAddress source, IpAddress target) {
        Ethernet.demand(source, AddressFamily.INET6);
        Ethernet.demand(target, AddressFamily.INET6);
        Arrays.fill(frame, 0, LENGTH, (byte) 0);
        frame[IPV6] = VERSION_6;
        Ethernet.putShort(frame, PAYLOAD_LENGTH, LENGTH - ICMP);
        frame[NEXT_HEADER] = ICMPV6;
        frame[HOPS] = (byte) HOP_LIMIT;
        source.copyTo(frame, SOURCE);
        target.copyTo(frame, ICMP + TARGET);
    }

    /** What follows from the rest: the option with the sender, the Ethernet header, the checksum. */
    private static void end(byte[] frame, MacAddress sender, int option) {
        frame[ICMP + OPTIONS] = (byte) option;
        frame[ICMP + OPTIONS + 1] = OPTION_UNITS;
        sender.copyTo(frame, ICMP + OPTIONS + 2);
        Ethernet.header(frame, MULTICAST, sender, Linux.ETH_P_IPV6);
        System.arraycopy(frame, ICMP - GROUP_BYTES, frame, Ethernet.ADDRESS_LENGTH - GROUP_BYTES, GROUP_BYTES);
        Ethernet.putShort(frame, CHECKSUM, checksum(frame));
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
}
