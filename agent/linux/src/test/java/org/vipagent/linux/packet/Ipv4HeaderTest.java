package org.vipagent.linux.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vipagent.linux.HexFile;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.wire.Transport;

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
        // The kernel fills in the checksum.
        Arrays.fill(theirs, 10, 12, (byte) 0);

        byte[] ours = new byte[Ipv4Header.LENGTH];
        Arrays.fill(ours, (byte) 0x55);
        Ipv4Header.write(ours, advert("10.5.0.133", destination, length), protocol);
        assertThat(ours).containsExactly(theirs);
    }

    /** With the identification that each first packet of the recordings has. */
    private static NodeEffect.SendPacket advert(String source, String destination, int length) {
        return new NodeEffect.SendPacket(
                new InterfaceName("eth0"),
                Transport.VRRP,
                IpAddress.parse(source),
                IpAddress.parse(destination),
                255,
                1,
                new byte[length]);
    }

    @Test
    void refusesIpv6BeforeItWritesBeyondTheHeader() {
        byte[] header = new byte[Ipv4Header.LENGTH];
        assertThatThrownBy(() -> Ipv4Header.write(header, advert("10.5.0.133", "ff02::12", 16), 112))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ipv4Header.write(header, advert("ff02::12", "10.5.0.133", 16), 112))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
