package org.vipagent.linux.packet;

import java.util.Arrays;
import org.vipagent.net.AddressFamily;
import org.vipagent.node.NodeEffect;

/** The IPv4 header of RFC 791 §3.1, in front of an advert. */
final class Ipv4Header {
    /** Without options, in bytes. */
    static final int LENGTH = 20;

    static final int TOTAL_LENGTH = 2;
    static final int IDENTIFICATION = 4;
    static final int TIME_TO_LIVE = 8;
    static final int SOURCE = 12;
    static final int DESTINATION = 16;

    private static final int VERSION_4_WITHOUT_OPTIONS = 0x45;
    private static final int TYPE_OF_SERVICE = 1;
    private static final int PROTOCOL = 9;

    /** Internetwork control (RFC 2474 §4.2.2.2, class selector 6), what keepalived and FRR set. */
    static final int CLASS_SELECTOR_6 = 0xc0;

    private Ipv4Header() {}

    /**
     * Writes the header of an advert to the start of {@code packet}. The checksum stays 0, as does an identification of
     * 0: with IP_HDRINCL the kernel fills in both (raw(7)).
     *
     * @param protocol the IP protocol number
     * @throws IllegalArgumentException if the advert is not one of IPv4
     */
    static void write(byte[] packet, NodeEffect.SendPacket advert, int protocol) {
        if (advert.source().family() != AddressFamily.INET
                || advert.destination().family() != AddressFamily.INET) {
            throw new IllegalArgumentException(advert.source() + " to " + advert.destination() + " is not IPv4");
        }
        Arrays.fill(packet, 0, LENGTH, (byte) 0);
        packet[0] = VERSION_4_WITHOUT_OPTIONS;
        packet[TYPE_OF_SERVICE] = (byte) CLASS_SELECTOR_6;
        putShort(packet, TOTAL_LENGTH, LENGTH + advert.pdu().length);
        putShort(packet, IDENTIFICATION, advert.identification());
        packet[TIME_TO_LIVE] = (byte) advert.ttl();
        packet[PROTOCOL] = (byte) protocol;
        advert.source().copyTo(packet, SOURCE);
        advert.destination().copyTo(packet, DESTINATION);
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
}
