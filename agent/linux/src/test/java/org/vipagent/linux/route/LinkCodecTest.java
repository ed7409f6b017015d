package org.vipagent.linux.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.HexFile;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.netlink.FakeKernel;
import org.vipagent.linux.netlink.MalformedMessageException;
import org.vipagent.linux.netlink.MessageWriter;
import org.vipagent.linux.netlink.Netlink;
import org.vipagent.linux.netlink.NetlinkConnection;
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
                                true,
                                false),
                        new Link(
                                7,
                                new InterfaceName("v0"),
                                Optional.of(MacAddress.parse("02:00:00:00:00:0a")),
                                true,
                                true,
                                OperState.UP,
                                1500,
                                false,
                                false),
                        new Link(
                                8,
                                new InterfaceName("v1"),
                                Optional.of(MacAddress.parse("02:00:00:00:00:0b")),
                                true,
                                true,
                                OperState.UP,
                                1500,
                                false,
                                false));
        assertThat(links).allMatch(Link::isRunning);
    }

    @Test
    void readsThatALinkForwardsIpv6() throws Exception {
        for (int setting = 0; setting <= 2; setting++) {
            byte[] settings = ByteBuffer.allocate(2 * Integer.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .putInt(setting)
                    .putInt(64)
                    .array();
            MessageWriter message = new MessageWriter(Rtnetlink.RTM_NEWLINK, 0)
                    .putInt(0)
                    .putInt(7)
                    .putInt(0)
                    .putInt(0)
                    .attributeString(Rtnetlink.IFLA_IFNAME, "eth0")
                    .nested(Rtnetlink.IFLA_AF_SPEC, families -> families.nested(
                                    Linux.AF_INET, four -> four.attribute(1, new byte[8]))
                            .nested(Linux.AF_INET6, six -> six.attributeInt(1, 0)
                                    .attribute(Rtnetlink.IFLA_INET6_CONF, settings)));
            FakeKernel kernel = FakeKernel.agreeing();
            new NetlinkConnection(kernel).execute(message);
            assertThat(LinkCodec.parse(NetlinkMessage.split(kernel.requests().get(0))
                                    .get(0))
                            .forwardsIpv6())
                    .isEqualTo(setting != 0);
        }
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
