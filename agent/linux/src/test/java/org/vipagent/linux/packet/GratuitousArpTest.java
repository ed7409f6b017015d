package org.vipagent.linux.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.HexFile;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

class GratuitousArpTest {
    @Test
    void isTheFrameThatKeepalivedSends() {
        MacAddress sender = MacAddress.parse("02:00:00:00:00:0a");
        List<byte[]> theirs = HexFile.datagrams("packet/keepalived-2.2.7-gratuitous-arp.hex");
        assertThat(GratuitousArp.frame(sender, IpAddress.parse("10.5.0.100"))).containsExactly(theirs.get(0));
        assertThat(GratuitousArp.frame(sender, IpAddress.parse("10.5.0.101"))).containsExactly(theirs.get(1));
    }

    @Test
    void isTheFrameThatFrrSends() {
        byte[] theirs = HexFile.datagram("packet/frr-8.4.4-gratuitous-arp.hex");
        assertThat(GratuitousArp.frame(MacAddress.parse("00:00:5e:00:01:33"), IpAddress.parse("10.5.0.100")))
                .containsExactly(theirs);
    }

    @Test
    void refusesIpv6() {
        assertThatThrownBy(() -> GratuitousArp.frame(MacAddress.BROADCAST, IpAddress.parse("2001:db8::1")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
