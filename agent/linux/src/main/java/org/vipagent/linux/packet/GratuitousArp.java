package org.vipagent.linux.packet;

import java.util.Arrays;
import org.vipagent.linux.libc.Linux;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/**
 * The frame that tells a segment who has an address now: an ARP announcement in the form of a request (RFC 5227 §2.3),
 * with all ones as the target's hardware address as keepalived and FRR send it.
 */
public final class GratuitousArp {
    /** Ethernet header and ARP packet, in bytes; the driver pads it to the minimum frame. */
    public static final int LENGTH = 42;

    private static final int ETHERNET_SOURCE = 6;
    private static final int ETHERNET_TYPE = 12;
    private static final int HARDWARE_TYPE = 14;
    private static final int PROTOCOL_TYPE = 16;
    private static final int HARDWARE_LENGTH = 18;
    private static final int PROTOCOL_LENGTH = 19;
    private static final int OPERATION = 20;
    private static final int SENDER_HARDWARE = 22;
    private static final int SENDER_PROTOCOL = 28;
    private static final int TARGET_HARDWARE = 32;
    private static final int TARGET_PROTOCOL = 38;

    private static final int MAC_LENGTH = 6;
    private static final int ETHERNET = 1;
    private static final int REQUEST = 1;

    private GratuitousArp() {}

    /**
     * The frame.
     *
     * @param sender the hardware address that answers for it
     * @param address the IPv4 address that is announced
     * @throws IllegalArgumentException for IPv6, which announces itself by neighbour advertisements
     */
    public static byte[] frame(MacAddress sender, IpAddress address) {
        if (address.family() != AddressFamily.INET) {
            throw new IllegalArgumentException(address + " is not IPv4");
        }
        byte[] frame = new byte[LENGTH];
        byte[] mac = sender.toBytes();
        Arrays.fill(frame, 0, MAC_LENGTH, (byte) 0xff);
        System.arraycopy(mac, 0, frame, ETHERNET_SOURCE, MAC_LENGTH);
        putShort(frame, ETHERNET_TYPE, Linux.ETH_P_ARP);
        putShort(frame, HARDWARE_TYPE, ETHERNET);
        putShort(frame, PROTOCOL_TYPE, Linux.ETH_P_IP);
        frame[HARDWARE_LENGTH] = MAC_LENGTH;
        frame[PROTOCOL_LENGTH] = (byte) AddressFamily.INET.bytes();
        putShort(frame, OPERATION, REQUEST);
        System.arraycopy(mac, 0, frame, SENDER_HARDWARE, MAC_LENGTH);
        address.copyTo(frame, SENDER_PROTOCOL);
        Arrays.fill(frame, TARGET_HARDWARE, TARGET_HARDWARE + MAC_LENGTH, (byte) 0xff);
        address.copyTo(frame, TARGET_PROTOCOL);
        return frame;
    }

    private static void putShort(byte[] frame, int offset, int value) {
        frame[offset] = (byte) (value >>> 8);
        frame[offset + 1] = (byte) value;
    }
}
