package org.vipagent.linux.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.HexFile;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/** What a frame must be to count as somebody's claim to an address. */
class ClaimReadingTest {
    private static final int ETHERNET_AND_IPV6 = 54;

    private static byte[] arp() {
        return HexFile.datagrams("packet/keepalived-2.2.7-gratuitous-arp.hex").get(0);
    }

    private static byte[] advertisement() {
        byte[] frame = HexFile.datagrams("packet/keepalived-2.2.7-neighbour-advertisements.hex")
                .get(0);
        return Arrays.copyOfRange(frame, ETHERNET_AND_IPV6, frame.length);
    }

    private static Claim ofArp(int offset, int value) {
        byte[] frame = arp();
        frame[offset] = (byte) value;
        return ArpClaims.read(frame, frame.length, 7);
    }

    private static Claim ofAdvertisement(int offset, int value) {
        byte[] message = advertisement();
        message[offset] = (byte) value;
        return NeighbourClaims.read(message, message.length, 7);
    }

    @Test
    void keepalivedsGratuitousArpIsAClaim() {
        assertThat(ArpClaims.read(arp(), 42, 7))
                .isEqualTo(new Claim(7, IpAddress.parse("10.5.0.100"), MacAddress.parse("02:00:00:00:00:0a")));
    }

    @Test
    void arpOfOtherHardwareOrAnotherProtocolClaimsNothing() {
        assertThat(ofArp(15, 6)).as("hardware type (RFC 826)").isNull();
        assertThat(ofArp(16, 0x86)).as("protocol type").isNull();
        assertThat(ofArp(18, 8)).as("hardware address length").isNull();
        assertThat(ofArp(19, 16)).as("protocol address length").isNull();
        assertThat(ArpClaims.read(arp(), 41, 7)).as("cut").isNull();
    }

    @Test
    void keepalivedsNeighbourAdvertisementIsAClaim() {
        assertThat(NeighbourClaims.read(advertisement(), 32, 7))
                .isEqualTo(new Claim(7, IpAddress.parse("fe80::100"), MacAddress.parse("02:00:00:00:00:0a")));
    }

    @Test
    void anAdvertisementThatRfc4861DiscardsClaimsNothing() {
        assertThat(ofAdvertisement(1, 1)).as("code, §7.1.2").isNull();
        assertThat(ofAdvertisement(8, 0xff)).as("multicast target, §7.1.2").isNull();
        assertThat(ofAdvertisement(25, 0)).as("option without length, §7.1.2").isNull();
        byte[] more = Arrays.copyOf(advertisement(), 40);
        assertThat(NeighbourClaims.read(more, 40, 7))
                .as("second option without length")
                .isNull();
        assertThat(NeighbourClaims.read(more, 32, 7)).as("behind the message").isNotNull();
    }
}
