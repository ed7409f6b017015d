package org.vipagent.linux.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.HexFile;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

class NeighbourAdvertisementTest {
    @Test
    void isTheFrameThatKeepalivedSendsFromAHostThatDoesNotForward() {
        MacAddress sender = MacAddress.parse("02:00:00:00:00:0a");
        List<byte[]> theirs = HexFile.datagrams("packet/keepalived-2.2.7-neighbour-advertisements.hex");
        assertThat(NeighbourAdvertisement.frame(sender, IpAddress.parse("fe80::100"), false))
                .containsExactly(theirs.get(0));
        assertThat(NeighbourAdvertisement.frame(sender, IpAddress.parse("2001:db8:5::100"), false))
                .containsExactly(theirs.get(1));
    }

    @Test
    void isTheFrameThatFrrSendsFromARouter() {
        byte[] theirs = HexFile.datagram("packet/frr-8.4.4-neighbour-advertisement.hex");
        MacAddress virtual = MacAddress.parse("00:00:5e:00:02:33");
        assertThat(NeighbourAdvertisement.frame(virtual, IpAddress.parse("2001:db8:5::100"), true))
                .containsExactly(theirs);
    }

    @Test
    void refusesIpv4() {
        assertThatThrownBy(
                        () -> NeighbourAdvertisement.frame(MacAddress.BROADCAST, IpAddress.parse("10.5.0.100"), false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
