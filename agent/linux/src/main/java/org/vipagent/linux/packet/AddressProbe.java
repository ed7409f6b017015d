package org.vipagent.linux.packet;

import org.vipagent.linux.libc.Linux;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/**
 * The question whether another station has an address: for IPv4 an ARP probe (RFC 5227 §2.1.1), whose sender address is
 * zero so that nobody learns anything from it; for IPv6 a neighbour solicitation (RFC 4861 §4.3), which only reaches who
 * has such an address.
 */
public final class AddressProbe {
    /** Where Ethernet carries what goes to 224.0.0.18 (RFC 1112 §6.4): only VRRP routers listen there. */
    public static final MacAddress ROUTERS = MacAddress.parse("01:00:5e:00:00:12");

    /** Ethernet header and ARP packet, in bytes. */
    public static final int ARP_LENGTH = 42;

    /** Ethernet, IPv6 and ICMPv6 with one option, in bytes. */
    public static final int SOLICITATION_LENGTH = 86;

    private static final int MAC_LENGTH = 6;
    private static final int ETHERNET_SOURCE = 6;
    private static final int ETHERNET_TYPE = 12;

    // RFC 826; the sender's protocol address at 28 and the target's hardware address at 32 stay zero.
    private static final int HARDWARE_TYPE = 14;
    private static final int PROTOCOL_TYPE = 16;
    private static final int HARDWARE_LENGTH = 18;
    private static final int PROTOCOL_LENGTH = 19;
    private static final int OPERATION = 20;
    private static final int SENDER_HARDWARE = 22;
    private static final int TARGET_PROTOCOL = 38;
    private static final int ETHERNET = 1;
    private static final int ETH_P_IP = 0x0800;
    private static final int REQUEST = 1;

    // RFC 8200 §3
    private static final int IPV6 = 14;
    private static final int PAYLOAD_LENGTH = IPV6 + 4;
    private static final int NEXT_HEADER = IPV6 + 6;
    private static final int HOP_LIMIT = IPV6 + 7;
    private static final int SOURCE = IPV6 + 8;
    private static final int DESTINATION = IPV6 + 24;
    private static final int ETH_P_IPV6 = 0x86dd;
    private static final int VERSION_6 = 0x60;
    private static final int ICMPV6 = 58;

    // RFC 4861 §4.3 and §4.6.1
    private static final int ICMP = IPV6 + 40;
    private static final int CHECKSUM = ICMP + 2;
    private static final int TARGET = ICMP + 8;
    private static final int OPTION = ICMP + 24;
    private static final int NEIGHBOUR_SOLICITATION = 135;
    private static final int SOURCE_LINK_LAYER_ADDRESS = 1;
    private static final int OPTION_UNITS = 1;

    /** RFC 4291 §2.7.1: ff02::1:ff00:0/104 and the last 24 bits of the address. */
    private static final IpAddress SOLICITED_NODE = IpAddress.parse("ff02::1:ff00:0");

    private static final int SOLICITED_BYTES = 3;

    private AddressProbe() {}

    /**
     * An ARP probe.
     *
     * @param sender the interface's hardware address, which the answer goes to
     * @param to {@link #ROUTERS} or the broadcast address
     * @param address IPv4
     */
    public static byte[] arp(MacAddress sender, MacAddress to, IpAddress address) {
        demand(address, AddressFamily.INET);
        byte[] frame = new byte[ARP_LENGTH];
        ethernet(frame, to, sender, Linux.ETH_P_ARP);
        putShort(frame, HARDWARE_TYPE, ETHERNET);
        putShort(frame, PROTOCOL_TYPE, ETH_P_IP);
        frame[HARDWARE_LENGTH] = MAC_LENGTH;
        frame[PROTOCOL_LENGTH] = (byte) AddressFamily.INET.bytes();
        putShort(frame, OPERATION, REQUEST);
        System.arraycopy(sender.toBytes(), 0, frame, SENDER_HARDWARE, MAC_LENGTH);
        address.copyTo(frame, TARGET_PROTOCOL);
        return frame;
    }

    /**
     * A neighbour solicitation to the address's solicited-node group.
     *
     * @param sender the interface's hardware address
     * @param source its link-local address, which the answer goes to
     * @param address IPv6
     */
    public static byte[] solicitation(MacAddress sender, IpAddress source, IpAddress address) {
        demand(source, AddressFamily.INET6);
        demand(address, AddressFamily.INET6);
        byte[] target = address.toBytes();
        byte[] group = SOLICITED_NODE.toBytes();
        System.arraycopy(
                target, target.length - SOLICITED_BYTES, group, group.length - SOLICITED_BYTES, SOLICITED_BYTES);
        byte[] frame = new byte[SOLICITATION_LENGTH];
        ethernet(frame, stationOf(group), sender, ETH_P_IPV6);
        frame[IPV6] = VERSION_6;
        putShort(frame, PAYLOAD_LENGTH, SOLICITATION_LENGTH - ICMP);
        frame[NEXT_HEADER] = ICMPV6;
        frame[HOP_LIMIT] = (byte) 255;
        source.copyTo(frame, SOURCE);
        System.arraycopy(group, 0, frame, DESTINATION, group.length);
        frame[ICMP] = (byte) NEIGHBOUR_SOLICITATION;
        address.copyTo(frame, TARGET);
        frame[OPTION] = SOURCE_LINK_LAYER_ADDRESS;
        frame[OPTION + 1] = OPTION_UNITS;
        System.arraycopy(sender.toBytes(), 0, frame, OPTION + 2, MAC_LENGTH);
        putShort(frame, CHECKSUM, checksum(frame));
        return frame;
    }

    /** RFC 2464 §7: 33:33 and the last four bytes of the group. */
    private static MacAddress stationOf(byte[] group) {
        byte[] station = {0x33, 0x33, group[12], group[13], group[14], group[15]};
        return MacAddress.of(station, 0);
    }

    private static void ethernet(byte[] frame, MacAddress to, MacAddress from, int type) {
        System.arraycopy(to.toBytes(), 0, frame, 0, MAC_LENGTH);
        System.arraycopy(from.toBytes(), 0, frame, ETHERNET_SOURCE, MAC_LENGTH);
        putShort(frame, ETHERNET_TYPE, type);
    }

    /** Of the message and the pseudo-header (RFC 8200 §8.1): both addresses, the length, the protocol. */
    private static int checksum(byte[] frame) {
        int sum = SOLICITATION_LENGTH - ICMP + ICMPV6;
        for (int at = SOURCE; at < SOLICITATION_LENGTH; at += 2) {
            sum += (frame[at] & 0xff) << 8 | (frame[at + 1] & 0xff);
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return ~sum & 0xffff;
    }

    private static void demand(IpAddress address, AddressFamily family) {
        if (address.family() != family) {
            throw new IllegalArgumentException(address + " is not of the family " + family);
        }
    }

    private static void putShort(byte[] frame, int offset, int value) {
        frame[offset] = (byte) (value >>> 8);
        frame[offset + 1] = (byte) value;
    }
}
