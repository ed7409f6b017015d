package org.vipagent.linux.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.fuzz.Recorded;
import org.vipagent.linux.libc.Arrivals;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.SocketMessage;
import org.vipagent.linux.libc.SocketOption;
import org.vipagent.linux.packet.ReceivedPacket.Flaw;
import org.vipagent.net.AddressFamily;
import org.vipagent.vrrp.wire.Datagram;
import org.vipagent.vrrp.wire.Transport;

/**
 * Packets whose header the kernel keeps and tells beside the payload: raw IPv6, and UDP over both families.
 *
 * <p>An input is: the family, how long the ancillary data is, the ancillary data, then the payload.
 */
class KeptHeaderFuzz {
    private static final Libc LIBC = Libc.load();
    private static final int ANCILLARY = 2;
    private static final int MOST_ANCILLARY = 128;
    private static final int FIELD_HEADER = 16;

    static Stream<byte[]> packets() {
        return Recorded.advertPackets()
                .flatMap(packet -> packet[0] >> 4 == 6
                        ? Stream.of(input(AddressFamily.INET6, packet, 40, 24, packet[7]))
                        : Stream.of(input(AddressFamily.INET, packet, 20, 16, packet[8])));
    }

    @MethodSource("packets")
    @FuzzTest
    void aPacketIsReadWithWhatTheKernelTellsOrHasAFlaw(byte[] input) {
        if (input.length < ANCILLARY) {
            return;
        }
        AddressFamily family = (input[0] & 1) == 0 ? AddressFamily.INET6 : AddressFamily.INET;
        int ancillaryEnd = Math.min(input.length, ANCILLARY + (input[1] & 0xff) % (MOST_ANCILLARY + 1));
        byte[] ancillary = Arrays.copyOfRange(input, ANCILLARY, ancillaryEnd);
        byte[] payload = Arrays.copyOfRange(input, ancillaryEnd, input.length);

        ReceivedPacket packet = filled(family, ancillary, payload, 0);
        ReceivedPacket amidOthers = filled(family, ancillary, payload, 0xff);
        assertThat(amidOthers.flaw()).isEqualTo(packet.flaw());
        if (payload.length > ReceivedPacket.CAPACITY) {
            assertThat(packet.flaw()).isEqualTo(Flaw.TOO_LONG);
        } else {
            assertThat(packet.flaw()).isIn(Flaw.NONE, Flaw.NO_HEADER);
        }
        if (packet.flaw() == Flaw.NONE) {
            Datagram datagram = packet.datagram(Transport.VRRP);
            assertThat(Arrays.copyOfRange(datagram.buffer(), datagram.offset(), datagram.length()))
                    .isEqualTo(payload);
            assertThat(datagram.headerLength()).isZero();
            assertThat(datagram.source().toBytes()).isEqualTo(sender(family));
            assertThat(ancillary).containsSequence(datagram.destination().toBytes());
            assertThat(amidOthers.destination()).isEqualTo(datagram.destination());
            assertThat(amidOthers.ttl()).isEqualTo(datagram.ttl());
        }
    }

    private static ReceivedPacket filled(AddressFamily family, byte[] ancillary, byte[] payload, int poison) {
        HeaderFields fields = HeaderFields.of(family);
        byte[] address = new byte[fields.socketAddressLength()];
        System.arraycopy(sender(family), 0, address, fields.socketAddress(), family.bytes());
        SocketMessage message = Arrivals.of(LIBC, payload, ReceivedPacket.CAPACITY, address, ancillary, poison);
        ReceivedPacket packet = new ReceivedPacket();
        packet.fillPayload(message, payload.length, fields);
        return packet;
    }

    private static byte[] sender(AddressFamily family) {
        byte[] address = new byte[family.bytes()];
        Arrays.fill(address, (byte) 0x0a);
        return address;
    }

    private static byte[] input(AddressFamily family, byte[] packet, int header, int destination, int ttl) {
        boolean six = family == AddressFamily.INET6;
        byte[] to = Arrays.copyOfRange(packet, destination, destination + family.bytes());
        byte[] information = six
                ? ByteBuffer.allocate(20).put(to).array()
                : ByteBuffer.allocate(12).position(8).put(to).array();
        byte[] limit = ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(ttl & 0xff)
                .array();
        ByteArrayOutputStream ancillary = new ByteArrayOutputStream();
        ancillary.writeBytes(field(six ? SocketOption.IPV6_PKTINFO : SocketOption.IP_PKTINFO, information));
        ancillary.writeBytes(field(six ? SocketOption.IPV6_HOPLIMIT : SocketOption.IP_TTL, limit));
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.write(six ? 0 : 1);
        input.write(ancillary.size());
        input.writeBytes(ancillary.toByteArray());
        input.writeBytes(Arrays.copyOfRange(packet, header, packet.length));
        return input.toByteArray();
    }

    /** A struct cmsghdr with its value, padded to 8 bytes. */
    private static byte[] field(SocketOption type, byte[] value) {
        return ByteBuffer.allocate(FIELD_HEADER + (value.length + 7) / 8 * 8)
                .order(ByteOrder.nativeOrder())
                .putLong(FIELD_HEADER + value.length)
                .putInt(type.level())
                .putInt(type.number())
                .put(value)
                .array();
    }
}
