package org.vipagent.linux.packet;

import java.util.Arrays;
import org.vipagent.linux.libc.Linux;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/** ARP requests over Ethernet (RFC 826): who says that it has an address, and who asks whether another has it. */
public final class ArpFrame {
    /** Ethernet header and ARP packet, in bytes; the driver pads it to the minimum frame. */
    public static final int LENGTH = 42;

    /** Where Ethernet carries what goes to 224.0.0.18 (RFC 1112 §6.4): only VRRP routers listen there. */
    public static final MacAddress ROUTERS = MacAddress.parse("01:00:5e:00:00:12");

    static final int OPERATION = 20;
    static final int SENDER_HARDWARE = 22;
    static final int SENDER_PROTOCOL = 28;
    static final int TARGET_PROTOCOL = 38;
    static final int REPLY = 2;

    private static final int HARDWARE_TYPE = 14;
    private static final int PROTOCOL_TYPE = 16;
    private static final int HARDWARE_LENGTH = 18;
    private static final int PROTOCOL_LENGTH = 19;
    private static final int TARGET_HARDWARE = 32;
    private static final int ETHERNET = 1;
    private static final int REQUEST = 1;

    private ArpFrame() {}

    /**
     * Tells a segment who has an address now: an ARP announcement in the form of a request (RFC 5227 §2.3), with all
     * ones as the target's hardware address as keepalived and FRR send it.
     *
     * @param frame filled from its start, with {@link #LENGTH} bytes
     * @param sender the hardware address that answers for it
     * @param address the IPv4 address that is announced
     * @throws IllegalArgumentException for IPv6, which announces itself by {@link NeighbourMessage}
     */
    public static void announcement(byte[] frame, MacAddress sender, IpAddress address) {
        request(frame, MacAddress.BROADCAST, sender, address);
        address.copyTo(frame, SENDER_PROTOCOL);
        MacAddress.BROADCAST.copyTo(frame, TARGET_HARDWARE);
    }

    /**
     * Asks whether another station has an address: an ARP probe (RFC 5227 §2.1.1), whose sender's protocol address is
     * zero so that nobody learns anything from it.
     *
     * @param frame filled from its start, with {@link #LENGTH} bytes
     * @param sender the interface's hardware address, which the answer goes to
     * @param to {@link #ROUTERS} or the broadcast address
     * @param address IPv4
     * @throws IllegalArgumentException for IPv6, which is asked for by {@link NeighbourMessage}
     */
    public static void probe(byte[] frame, MacAddress sender, MacAddress to, IpAddress address) {
        request(frame, to, sender, address);
    }

    /**
     * Asks for a station as everybody asks who wants to send to it (RFC 826): the one question that every station and
     * every switch that inspects ARP lets pass.
     *
     * @param frame filled from its start, with {@link #LENGTH} bytes
     * @param sender the interface's hardware address, which the answer goes to
     * @param source an IPv4 address of this machine on it
     * @param address the station's
     * @throws IllegalArgumentException for IPv6, which is asked for by {@link NeighbourMessage}
     */
    public static void question(byte[] frame, MacAddress sender, IpAddress source, IpAddress address) {
        Ethernet.demand(source, AddressFamily.INET);
        request(frame, MacAddress.BROADCAST, sender, address);
        source.copyTo(frame, SENDER_PROTOCOL);
    }

    /** Whether the fields of a frame lie where they do here; it has {@link #LENGTH} bytes or more. */
    static boolean isOfEthernetAndIpv4(byte[] frame) {
        return Ethernet.unsignedShort(frame, HARDWARE_TYPE) == ETHERNET
                && Ethernet.unsignedShort(frame, PROTOCOL_TYPE) == Linux.ETH_P_IP
                && frame[HARDWARE_LENGTH] == Ethernet.ADDRESS_LENGTH
                && frame[PROTOCOL_LENGTH] == AddressFamily.INET.bytes();
    }

    /** The sender's protocol address and the target's hardware address stay zero. */
    private static void request(byte[] frame, MacAddress to, MacAddress sender, IpAddress target) {
        Ethernet.demand(target, AddressFamily.INET);
        Arrays.fill(frame, 0, LENGTH, (byte) 0);
        Ethernet.header(frame, to, sender, Linux.ETH_P_ARP);
        Ethernet.putShort(frame, HARDWARE_TYPE, ETHERNET);
        Ethernet.putShort(frame, PROTOCOL_TYPE, Linux.ETH_P_IP);
        frame[HARDWARE_LENGTH] = Ethernet.ADDRESS_LENGTH;
        frame[PROTOCOL_LENGTH] = (byte) AddressFamily.INET.bytes();
        Ethernet.putShort(frame, OPERATION, REQUEST);
        sender.copyTo(frame, SENDER_HARDWARE);
        target.copyTo(frame, TARGET_PROTOCOL);
    }
}
