package org.vipagent.linux.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.HexFile;
import org.vipagent.linux.netlink.FakeKernel;
import org.vipagent.linux.netlink.MalformedMessageException;
import org.vipagent.linux.netlink.Netlink;
import org.vipagent.linux.netlink.NetlinkMessage;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.MacAddress;

class LinkCodecTest {
    @Test
    void readsTheLinksOfARealKernel() throws Exception {
        List<Link> links = new ArrayList<>();
        for (byte[] datagram : HexFile.datagrams("netlink/link-dump.hex")) {
            for (NetlinkMessage message : NetlinkMessage.split(datagram)) {
                if (message.type() == Rtnetlink.RTM_NEWLINK) {
                    links.add(LinkCodec.parse(message));
                }
            }
        }
        assertThat(links)
                .containsExactlyInAnyOrder(
                        new Link(
                                1,
                                new InterfaceName("lo"),
                                Optional.of(MacAddress.parse("00:00:00:00:00:00")),
                                true,
                                true,
                                OperState.UNKNOWN,
                                65_536,
                                true),
                        new Link(
                                7,
                                new InterfaceName("v0"),
                                Optional.of(MacAddress.parse("02:00:00:00:00:0a")),
                                true,
                                true,
                                OperState.UP,
                                1500,
                                false),
                        new Link(
                                8,
                                new InterfaceName("v1"),
                                Optional.of(MacAddress.parse("02:00:00:00:00:0b")),
                                true,
                                true,
                                OperState.UP,
                                1500,
                                false));
        assertThat(links).allMatch(Link::isRunning);
    }

    @Test
    void refusesALinkWithoutAName() throws Exception {
        byte[] nameless = FakeKernel.message(Rtnetlink.RTM_NEWLINK, 0, new byte[Rtnetlink.LINK_HEADER_LENGTH]);
        NetlinkMessage message = NetlinkMessage.split(nameless).get(0);
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> LinkCodec.parse(message));
    }

    @Test
    void refusesALinkThatIsCut() throws Exception {
        byte[] cut = FakeKernel.message(Rtnetlink.RTM_NEWLINK, 0, new byte[12]);
        NetlinkMessage message = NetlinkMessage.split(cut).get(0);
        assertThat(message.payloadLength()).isEqualTo(12);
        assertThat(message.has(Netlink.NLM_F_MULTI)).isFalse();
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> LinkCodec.parse(message));
    }
}
