package org.vipagent.linux.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.HexFile;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

class NeighbourMessageTest {
    private static final MacAddress SENDER = MacAddress.parse("02:00:00:00:00:0a");
    private static final IpAddress LINK_LOCAL = IpAddress.parse("fe80::133");
    private static final IpAddress VIP6 = IpAddress.parse("2001:db8:5::100");
    private static final IpAddress IPV4 = IpAddress.parse("10.5.0.100");

    /** Used before, as that of {@link FrameSocket}. */
    private final byte[] frame = new byte[NeighbourMessage.LENGTH];

    NeighbourMessageTest() {
        Arrays.fill(frame, (byte) 0x5a);
    }

    private byte[] advertisement(MacAddress sender, IpAddress address, boolean router) {
        NeighbourMessage.advertisement(frame, sender, address, router);
        return frame;
    }

    @Test
    void announcesInTheFrameThatKeepalivedSendsFromAHostThatDoesNotForward() {
        List<byte[]> theirs = HexFile.datagrams("packet/keepalived-2.2.7-neighbour-advertisements.hex");
        assertThat(advertisement(SENDER, IpAddress.parse("fe80::100"), false)).containsExactly(theirs.get(0));
        assertThat(advertisement(SENDER, VIP6, false)).containsExactly(theirs.get(1));
    }

    @Test
    void announcesInTheFrameThatFrrSendsFromARouter() {
        byte[] theirs = HexFile.datagram("packet/frr-8.4.4-neighbour-advertisement.hex");
        MacAddress virtual = MacAddress.parse("00:00:5e:00:02:33");
        assertThat(advertisement(virtual, VIP6, true)).containsExactly(theirs);
    }

    /** RFC 4861 §4.3; the group and its station by RFC 4291 §2.7.1 and RFC 2464 §7. */
    @Test
    void solicitsFromTheGroupOfTheAddress() {
        advertisement(SENDER, VIP6, true);
        NeighbourMessage.solicitation(frame, SENDER, LINK_LOCAL, IpAddress.parse("2001:db8:5::aabb:ccdd"));
        assertThat(HexFormat.of().formatHex(frame))
                .isEqualTo("3333ffbbccdd" + "02000000000a" + "86dd" + "6000000000203aff"
                        + "fe800000000000000000000000000133"
                        + "ff0200000000000000000001ffbbccdd"
                        + "870004f100000000"
                        + "20010db80005000000000000aabbccdd"
                        + "010102000000000a");
    }

    @Test
    void refusesIpv4() {
        assertThatThrownBy(() -> NeighbourMessage.advertisement(frame, SENDER, IPV4, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NeighbourMessage.solicitation(frame, SENDER, LINK_LOCAL, IPV4))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NeighbourMessage.solicitation(frame, SENDER, IPV4, VIP6))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
