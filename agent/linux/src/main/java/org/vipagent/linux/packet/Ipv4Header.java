package org.vipagent.linux.packet;

import java.util.Arrays;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;

/** The IPv4 header of RFC 791 §3.1, in front of an advert. */
final class Ipv4Header {
    /** Without options, in bytes. */
    static final int LENGTH = 20;

    static final int TOTAL_LENGTH = 2;
    static final int TIME_TO_LIVE = 8;
    static final int SOURCE = 12;
    static final int DESTINATION = 16;

    private static final int VERSION_4_WITHOUT_OPTIONS = 0x45;
    private static final int TYPE_OF_SERVICE = 1;
    private static final int PROTOCOL = 9;

    /** Internetwork control (RFC 2474 §4.2.2.2, class selector 6), what keepalived and FRR set. */
    private static final int CLASS_SELECTOR_6 = 0xc0;

    private Ipv4Header() {}

    /**
     * Writes a header to the start of {@code packet}. Identification and checksum stay 0: with IP_HDRINCL the kernel
     * fills in both (raw(7)).
     */
    static void write(byte[] packet, Addressing addressing, int payloadLength) {
        Arrays.fill(packet, 0, LENGTH, (byte) 0);
        packet[0] = VERSION_4_WITHOUT_OPTIONS;
        packet[TYPE_OF_SERVICE] = (byte) CLASS_SELECTOR_6;
        putShort(packet, TOTAL_LENGTH, LENGTH + payloadLength);
        packet[TIME_TO_LIVE] = (byte) addressing.ttl();
        packet[PROTOCOL] = (byte) addressing.protocol();
        addressing.source().copyTo(packet, SOURCE);
        addressing.destination().copyTo(packet, DESTINATION);
    }

    static int version(byte[] packet) {
        return (packet[0] & 0xff) >>> 4;
    }

    /** In bytes, 0 to 60. */
    static int headerLength(byte[] packet) {
        return (packet[0] & 0x0f) * 4;
    }

    static int totalLength(byte[] packet) {
        return (packet[TOTAL_LENGTH] & 0xff) << 8 | (packet[TOTAL_LENGTH + 1] & 0xff);
    }

    private static void putShort(byte[] packet, int offset, int value) {
        packet[offset] = (byte) (value >>> 8);
        packet[offset + 1] = (byte) value;
    }

    /**
     * From whom to whom.
     *
     * @param source IPv4
     * @param destination IPv4
     * @param protocol the IP protocol number
     * @param ttl 0 to 255
     */
    record Addressing(IpAddress source, IpAddress destination, int protocol, int ttl) {
        Addressing {
            if (source.family() != AddressFamily.INET || destination.family() != AddressFamily.INET) {
                throw new IllegalArgumentException(source + " to " + destination + " is not IPv4");
            }
        }
    }
}
