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

class ArpFrameTest {
    private static final MacAddress SENDER = MacAddress.parse("02:00:00:00:00:0a");
    private static final IpAddress VIP = IpAddress.parse("10.5.0.100");
    private static final IpAddress VIP6 = IpAddress.parse("2001:db8::1");

    /** Longer than a frame and used before, as that of {@link FrameSocket}. */
    private final byte[] frame = new byte[NeighbourMessage.LENGTH];

    ArpFrameTest() {
        Arrays.fill(frame, (byte) 0x5a);
    }

    private byte[] announcement(MacAddress sender, IpAddress address) {
        ArpFrame.announcement(frame, sender, address);
        return Arrays.copyOf(frame, ArpFrame.LENGTH);
    }

    private byte[] probe(MacAddress to) {
        ArpFrame.probe(frame, SENDER, to, VIP);
        return Arrays.copyOf(frame, ArpFrame.LENGTH);
    }

    @Test
    void announcesInTheFrameThatKeepalivedSends() {
        List<byte[]> theirs = HexFile.datagrams("packet/keepalived-2.2.7-gratuitous-arp.hex");
        assertThat(announcement(SENDER, VIP)).containsExactly(theirs.get(0));
        assertThat(announcement(SENDER, IpAddress.parse("10.5.0.101"))).containsExactly(theirs.get(1));
    }

    @Test
    void announcesInTheFrameThatFrrSends() {
        byte[] theirs = HexFile.datagram("packet/frr-8.4.4-gratuitous-arp.hex");
        assertThat(announcement(MacAddress.parse("00:00:5e:00:01:33"), VIP)).containsExactly(theirs);
    }

    /** RFC 5227 §2.1.1: the sender's protocol address MUST be zero, the target's hardware address SHOULD be. */
    @Test
    void probesWithoutAnAddressOfItsOwn() {
        announcement(SENDER, VIP);
        assertThat(HexFormat.of().formatHex(probe(MacAddress.BROADCAST)))
                .isEqualTo("ffffffffffff" + "02000000000a" + "0806" + "0001080006040001" + "02000000000a" + "00000000"
                        + "000000000000" + "0a050064");
    }

    /** RFC 826: as everybody asks who wants to send. */
    @Test
    void asksForAStationFromItsOwnAddress() {
        ArpFrame.question(frame, SENDER, IpAddress.parse("10.5.0.11"), IpAddress.parse("10.5.0.1"));
        assertThat(HexFormat.of().formatHex(Arrays.copyOf(frame, ArpFrame.LENGTH)))
                .isEqualTo("ffffffffffff" + "02000000000a" + "0806" + "0001080006040001" + "02000000000a" + "0a05000b"
                        + "000000000000" + "0a050001");
    }

    @Test
    void probesTheRoutersOfTheSegmentByTheirGroup() {
        byte[] routers = probe(ArpFrame.ROUTERS);
        byte[] everyone = probe(MacAddress.BROADCAST);
        assertThat(Arrays.copyOf(routers, 6)).containsExactly(0x01, 0x00, 0x5e, 0x00, 0x00, 0x12);
        assertThat(Arrays.copyOfRange(routers, 6, routers.length))
                .containsExactly(Arrays.copyOfRange(everyone, 6, everyone.length));
    }

    @Test
    void leavesAloneWhatLiesBehindTheFrame() {
        announcement(SENDER, VIP);
        assertThat(frame[ArpFrame.LENGTH]).isEqualTo((byte) 0x5a);
    }

    @Test
    void refusesIpv6() {
        assertThatThrownBy(() -> ArpFrame.announcement(frame, SENDER, VIP6))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ArpFrame.probe(frame, SENDER, MacAddress.BROADCAST, VIP6))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
