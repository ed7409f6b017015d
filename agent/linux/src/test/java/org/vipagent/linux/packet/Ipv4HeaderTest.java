package org.vipagent.linux.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vipagent.linux.HexFile;
import org.vipagent.linux.packet.Ipv4Header.Addressing;
import org.vipagent.net.IpAddress;

class Ipv4HeaderTest {
    private static final int ETHERNET_HEADER = 14;

    @ParameterizedTest
    @CsvSource({
        "keepalived-2.2.7-v3-ipv4-adverts, 224.0.0.18, 112, 16",
        "keepalived-2.2.7-v3-ipv4-unicast-advert, 10.5.0.195, 112, 16",
        "keepalived-2.2.7-v2-ah-advert, 224.0.0.18, 51, 48"
    })
    void writesTheHeaderThatKeepalivedSends(String name, String destination, int protocol, int length) {
        byte[] frame = HexFile.datagrams("packet/" + name + ".hex").get(0);
        byte[] theirs = Arrays.copyOfRange(frame, ETHERNET_HEADER, ETHERNET_HEADER + Ipv4Header.LENGTH);
        // Identification and checksum: the kernel fills them in.
        Arrays.fill(theirs, 4, 6, (byte) 0);
        Arrays.fill(theirs, 10, 12, (byte) 0);

        byte[] ours = new byte[Ipv4Header.LENGTH];
        Arrays.fill(ours, (byte) 0x55);
        Addressing addressing =
                new Addressing(IpAddress.parse("10.5.0.133"), IpAddress.parse(destination), protocol, 255);
        Ipv4Header.write(ours, addressing, length);
        assertThat(ours).containsExactly(theirs);
    }

    @Test
    void refusesIpv6BeforeItWritesBeyondTheHeader() {
        IpAddress four = IpAddress.parse("10.5.0.133");
        IpAddress six = IpAddress.parse("ff02::12");
        assertThatThrownBy(() -> new Addressing(four, six, VrrpSocket.VRRP, 255))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Addressing(six, four, VrrpSocket.VRRP, 255))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
