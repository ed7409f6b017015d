package org.vipagent.linux.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.fuzz.Garbage;
import org.vipagent.fuzz.Recorded;
import org.vipagent.linux.packet.ReceivedPacket.Flaw;
import org.vipagent.vrrp.wire.Datagram;
import org.vipagent.vrrp.wire.Transport;

/** IPv4 packets as a raw socket hands them over, with their header. */
class Ipv4HeaderFuzz {
    private static final int HEADER = 20;

    static Stream<byte[]> packets() {
        return Recorded.advertPackets();
    }

    @MethodSource("packets")
    @FuzzTest
    void aPacketIsCutOutByItsHeaderOrItsFlawIsTrue(byte[] packet) {
        ReceivedPacket place = new ReceivedPacket();
        byte[] longBefore = new byte[ReceivedPacket.CAPACITY];
        Arrays.fill(longBefore, (byte) 0x45);
        place.fill(longBefore);
        Garbage.atMost(1_024, () -> {
            place.fill(packet);
            return place.flaw();
        });

        assertThat(place.flaw()).isEqualTo(flaw(packet));
        if (place.flaw() == Flaw.NONE) {
            Datagram datagram = place.datagram(Transport.VRRP);
            int header = (packet[0] & 0x0f) * 4;
            assertThat(Arrays.copyOfRange(datagram.buffer(), 0, totalLength(packet)))
                    .as("header and payload")
                    .isEqualTo(Arrays.copyOf(packet, totalLength(packet)));
            assertThat(datagram.offset()).isEqualTo(header).isEqualTo(datagram.headerLength());
            assertThat(datagram.length()).isEqualTo(totalLength(packet) - header);
            assertThat(datagram.ttl()).isEqualTo(packet[8] & 0xff);
            assertThat(datagram.source().toBytes()).isEqualTo(Arrays.copyOfRange(packet, 12, 16));
            assertThat(datagram.destination().toBytes()).isEqualTo(Arrays.copyOfRange(packet, 16, 20));
        }
    }

    /** RFC 791 §3.1: what of a header makes the rest unreadable. */
    private static Flaw flaw(byte[] packet) {
        if (packet.length > ReceivedPacket.CAPACITY) {
            return Flaw.TOO_LONG;
        }
        if (packet.length < HEADER) {
            return Flaw.NO_HEADER;
        }
        int words = packet[0] & 0x0f;
        if ((packet[0] & 0xf0) != 0x40 || words < 5 || words * 4 > packet.length) {
            return Flaw.BAD_HEADER;
        }
        return totalLength(packet) < words * 4 || totalLength(packet) > packet.length ? Flaw.BAD_LENGTH : Flaw.NONE;
    }

    private static int totalLength(byte[] packet) {
        return (packet[2] & 0xff) << 8 | (packet[3] & 0xff);
    }
}
