package org.vipagent.linux.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vipagent.linux.HexFile;
import org.vipagent.linux.RootTest;
import org.vipagent.linux.libc.Descriptor;
import org.vipagent.linux.libc.Linux;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.Transport;

/** A neighbour's view of our frames, beside those of others with the same message. */
@RootTest
class AdvertFramesTest {
    private static final int IP = 14;
    private static final int IPV6_PAYLOAD = IP + 40;
    private static final int IPV4_PAYLOAD = IP + 20;
    private static final int FLOW_LABEL = IP + 1;

    private TwoHosts hosts;

    @BeforeEach
    void connect() {
        hosts = new TwoHosts();
        // The address that the recorded ones came from, at once.
        hosts.near.ip("addr flush dev v0 to fe80::ff:fe00:a/128");
        hosts.near.ip("addr add fe80::ff:fe00:a/64 dev v0 nodad");
    }

    @AfterEach
    void disconnect() {
        hosts.close();
    }

    private static byte[] recorded(String name) {
        return HexFile.datagrams("packet/" + name + ".hex").get(0);
    }

    private byte[] sent(NodeEffect.SendPacket advert, int length) throws Exception {
        boolean six = advert.source().family() == AddressFamily.INET6;
        AddressFamily family = advert.source().family();
        try (Descriptor listener = hosts.farListener(six ? Linux.ETH_P_IPV6 : Linux.ETH_P_IP);
                AdvertSocket sender = hosts.nearSocket(family, advert.transport())) {
            sender.send(advert);
            int protocol = IP + (six ? 6 : 9);
            int expected = advert.transport().kind() == Transport.Kind.UDP ? 17 : -1;
            // The kernels talk, too: of ICMPv6.
            return hosts.awaitFrame(
                    listener, length, frame -> expected < 0 ? frame[protocol] != 58 : frame[protocol] == expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "keepalived-2.2.7-v3-ipv4-adverts, VRRP, 224.0.0.18",
        "keepalived-2.2.7-v2-ah-advert, AUTHENTICATION_HEADER, 224.0.0.18"
    })
    void areThoseOfKeepalivedOverIpv4(String name, Transport.Kind kind, String destination) throws Exception {
        byte[] theirs = recorded(name);
        NodeEffect.SendPacket advert = new NodeEffect.SendPacket(
                TwoHosts.NEAR_DEVICE,
                new Transport(kind, 0),
                IpAddress.parse("10.5.0.133"),
                IpAddress.parse(destination),
                255,
                1,
                Arrays.copyOfRange(theirs, IPV4_PAYLOAD, theirs.length));
        assertThat(sent(advert, theirs.length)).containsExactly(theirs);
    }

    @Test
    void areThoseOfKeepalivedOverIpv6ButForTheFlowLabel() throws Exception {
        byte[] theirs = recorded("keepalived-2.2.7-v3-ipv6-advert");
        NodeEffect.SendPacket advert = new NodeEffect.SendPacket(
                TwoHosts.NEAR_DEVICE,
                Transport.VRRP,
                IpAddress.parse("fe80::ff:fe00:a"),
                AdvertCodec.GROUP6,
                255,
                0,
                Arrays.copyOfRange(theirs, IPV6_PAYLOAD, theirs.length));
        assertThat(withoutFlowLabel(sent(advert, theirs.length))).containsExactly(withoutFlowLabel(theirs));
    }

    /** A number of the kernel's choice. */
    private static byte[] withoutFlowLabel(byte[] frame) {
        byte[] copy = frame.clone();
        copy[FLOW_LABEL] &= (byte) 0xf0;
        copy[FLOW_LABEL + 1] = 0;
        copy[FLOW_LABEL + 2] = 0;
        return copy;
    }

    @ParameterizedTest
    @CsvSource({"10.5.0.133, 10.5.0.195, 20", "fe80::133, fe80::195, 40", "2001:db8:5::133, 2001:db8:5::195, 40"})
    void areOfTheControlClassInUdpFromOnePortToTheSame(String source, String destination, int header) throws Exception {
        NodeEffect.SendPacket advert = new NodeEffect.SendPacket(
                TwoHosts.NEAR_DEVICE,
                Transport.udp(1985),
                IpAddress.parse(source),
                IpAddress.parse(destination),
                77,
                0,
                new byte[] {0x31, 51, 100, 1});
        int udp = IP + header;
        byte[] frame = sent(advert, udp + 12);
        boolean six = header == 40;
        int trafficClass = six ? (frame[IP] & 0x0f) << 4 | (frame[IP + 1] & 0xf0) >> 4 : frame[IP + 1] & 0xff;
        assertThat(trafficClass).isEqualTo(0xc0);
        assertThat(frame[IP + (six ? 7 : 8)]).isEqualTo((byte) 77);
        assertThat(IpAddress.of(frame, IP + (six ? 8 : 12), advert.source().family()))
                .isEqualTo(advert.source());
        assertThat(Arrays.copyOfRange(frame, udp, udp + 6)).containsExactly(7, 0xc1, 7, 0xc1, 0, 12);
        assertThat(Arrays.copyOfRange(frame, udp + 8, udp + 12)).containsExactly(0x31, 51, 100, 1);
    }
}
