package org.vipagent.linux.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.HexFile;
import org.vipagent.linux.packet.ReceivedPacket.Flaw;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.Datagram;
import org.vipagent.vrrp.wire.Transport;

class ReceivedPacketTest {
    private static final int ETHERNET_HEADER = 14;

    private final ReceivedPacket packet = new ReceivedPacket();

    /** The IP packet in the first frame of a recording, with whatever padding the frame has. */
    private static byte[] recorded(String name) {
        byte[] frame = HexFile.datagrams("packet/" + name + ".hex").get(0);
        return Arrays.copyOfRange(frame, ETHERNET_HEADER, frame.length);
    }

    private static byte[] advert() {
        return recorded("keepalived-2.2.7-v3-ipv4-adverts");
    }

    private Flaw flawOf(byte[] bytes) {
        packet.fill(bytes);
        return packet.flaw();
    }

    @Test
    void readsAnAdvertOfKeepalived() {
        packet.fill(advert());
        assertThat(packet.flaw()).isEqualTo(Flaw.NONE);
        Datagram datagram = packet.datagram(Transport.VRRP);
        assertThat(datagram.source()).isEqualTo(IpAddress.parse("10.5.0.133"));
        assertThat(datagram.destination()).isEqualTo(AdvertCodec.GROUP);
        assertThat(datagram.ttl()).isEqualTo(255);
        assertThat(datagram.offset()).isEqualTo(20);
        assertThat(datagram.headerLength()).isEqualTo(20);
        assertThat(datagram.length()).isEqualTo(16);
        // Version 3, type 1; VRID 51; priority 150; two addresses.
        assertThat(Arrays.copyOfRange(datagram.buffer(), 20, 24)).containsExactly(0x31, 51, (byte) 150, 2);
    }

    @Test
    void leavesTheHeaderThatADigestCoversBeforeAnAuthenticationHeader() {
        packet.fill(recorded("keepalived-2.2.7-v2-ah-advert"));
        Datagram datagram = packet.datagram(Transport.AUTHENTICATION_HEADER);
        assertThat(datagram.transport()).isEqualTo(Transport.AUTHENTICATION_HEADER);
        assertThat(datagram.length()).isEqualTo(48);
        byte[] header =
                Arrays.copyOfRange(datagram.buffer(), datagram.offset() - datagram.headerLength(), datagram.offset());
        assertThat(header).containsExactly(Arrays.copyOf(recorded("keepalived-2.2.7-v2-ah-advert"), 20));
        // Next header: VRRP.
        assertThat(datagram.buffer()[datagram.offset()]).isEqualTo((byte) 112);
    }

    @Test
    void takesTheNextSenderForItsOwn() {
        packet.fill(advert());
        byte[] other = advert();
        other[15] = 1;
        packet.fill(other);
        assertThat(packet.source()).isEqualTo(IpAddress.parse("10.5.0.1"));
    }

    @Test
    void remembersTheAddressesWhileTheSameHostSpeaks() {
        packet.fill(advert());
        IpAddress source = packet.source();
        IpAddress destination = packet.destination();
        packet.fill(advert());
        assertThat(packet.source()).isSameAs(source);
        assertThat(packet.destination()).isSameAs(destination);
    }

    @Test
    void leavesOutWhatComesAfterTheTotalLength() {
        packet.fill(Arrays.copyOf(advert(), 46));
        assertThat(packet.flaw()).isEqualTo(Flaw.NONE);
        assertThat(packet.payloadLength()).isEqualTo(16);
    }

    @Test
    void looksBehindIpOptions() {
        byte[] plain = advert();
        byte[] withOptions = new byte[plain.length + 4];
        System.arraycopy(plain, 0, withOptions, 0, 20);
        System.arraycopy(plain, 20, withOptions, 24, 16);
        withOptions[0] = 0x46;
        withOptions[3] = (byte) (plain[3] + 4);
        packet.fill(withOptions);
        assertThat(packet.flaw()).isEqualTo(Flaw.NONE);
        assertThat(packet.payloadOffset()).isEqualTo(24);
        assertThat(packet.payloadLength()).isEqualTo(16);
    }

    @Test
    void saysWhatIsWrongWithAHeader() {
        assertThat(flawOf(new byte[0])).isEqualTo(Flaw.NO_HEADER);
        assertThat(flawOf(Arrays.copyOf(advert(), 19))).isEqualTo(Flaw.NO_HEADER);
        assertThat(flawOf(new byte[ReceivedPacket.CAPACITY + 1])).isEqualTo(Flaw.TOO_LONG);
        assertThat(flawOf(changed(0, 0x65))).isEqualTo(Flaw.BAD_HEADER);
        assertThat(flawOf(changed(0, 0x44))).isEqualTo(Flaw.BAD_HEADER);
        assertThat(flawOf(changed(0, 0x4f))).isEqualTo(Flaw.BAD_HEADER);
        assertThat(flawOf(changed(3, 19))).isEqualTo(Flaw.BAD_LENGTH);
        assertThat(flawOf(changed(3, 37))).isEqualTo(Flaw.BAD_LENGTH);
    }

    @Test
    void givesNothingOfAPacketWithAFlaw() {
        packet.fill(advert());
        packet.fill(new byte[3]);
        assertThatThrownBy(packet::source).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(packet::payloadOffset).isInstanceOf(IllegalStateException.class);
    }

    @Property
    void readsAnyBytesOrNamesTheFlaw(@ForAll @Size(min = 15, max = 80) byte[] bytes) {
        bytes[0] = (byte) (0x40 | (bytes[0] & 0x0f));
        bytes[2] = 0;
        packet.fill(bytes);
        if (packet.flaw() == Flaw.NONE) {
            assertThat(packet.payloadOffset() + packet.payloadLength()).isLessThanOrEqualTo(bytes.length);
            assertThat(packet.datagram(Transport.VRRP).length()).isEqualTo(packet.payloadLength());
        }
    }

    private static byte[] changed(int offset, int value) {
        byte[] bytes = advert();
        bytes[offset] = (byte) value;
        return bytes;
    }
}
