package org.vipagent.simulation;

import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.wire.Datagram;
import org.vipagent.vrrp.wire.Transport;

/**
 * A packet as the receiver's socket hands it over. Under an authentication header the IPv4 header comes along, because
 * the digest covers it (RFC 2402 §3.3.3); RFC 791 §3.1 says what is where.
 */
final class Envelope {
    private static final int IP_HEADER_BYTES = 20;
    private static final byte VERSION_4_FIVE_WORDS = 0x45;
    private static final int TOTAL_LENGTH = 2;
    private static final int IDENTIFICATION = 4;
    private static final int TTL = 8;
    private static final int PROTOCOL = 9;
    private static final int SOURCE = 12;
    private static final int DESTINATION = 16;
    private static final byte AUTHENTICATION_HEADER = 51;

    private Envelope() {}

    /** A copy: the sender may use its buffer again while this packet is on its way. */
    static Datagram of(NodeEffect.SendPacket packet) {
        boolean header = packet.transport().kind() == Transport.Kind.AUTHENTICATION_HEADER;
        int before = header ? IP_HEADER_BYTES : 0;
        byte[] bytes = new byte[before + packet.pdu().length];
        System.arraycopy(packet.pdu(), 0, bytes, before, packet.pdu().length);
        if (header) {
            bytes[0] = VERSION_4_FIVE_WORDS;
            put16(bytes, TOTAL_LENGTH, bytes.length);
            put16(bytes, IDENTIFICATION, packet.identification());
            bytes[TTL] = (byte) packet.ttl();
            bytes[PROTOCOL] = AUTHENTICATION_HEADER;
            packet.source().copyTo(bytes, SOURCE);
            packet.destination().copyTo(bytes, DESTINATION);
        }
        return new Datagram(
                packet.source(),
                packet.destination(),
                packet.ttl(),
                packet.transport(),
                before,
                bytes,
                before,
                packet.pdu().length);
    }

    private static void put16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }
}
