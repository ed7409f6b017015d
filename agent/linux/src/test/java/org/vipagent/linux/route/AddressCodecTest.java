package org.vipagent.linux.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vipagent.linux.HexFile;
import org.vipagent.linux.netlink.FakeKernel;
import org.vipagent.linux.netlink.MalformedMessageException;
import org.vipagent.linux.netlink.MessageWriter;
import org.vipagent.linux.netlink.NetlinkConnection;
import org.vipagent.linux.netlink.NetlinkMessage;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.node.ManagedAddress;

class AddressCodecTest {
    private static final InterfaceName V0 = new InterfaceName("v0");

    private static ManagedAddress managed(String address, long lifetimeSeconds) {
        return new ManagedAddress(
                V0, Cidr.parse(address), Optional.empty(), Optional.empty(), "global", lifetimeSeconds);
    }

    /** The message as it leaves, with the sequence number 0 that the recordings are compared with. */
    private static byte[] sent(MessageWriter message) throws Exception {
        FakeKernel kernel = FakeKernel.agreeing();
        new NetlinkConnection(kernel).execute(message);
        return unnumbered(kernel.requests().get(0));
    }

    private static byte[] unnumbered(byte[] message) {
        byte[] copy = message.clone();
        ByteBuffer.wrap(copy).putInt(8, 0);
        return copy;
    }

    private static NetlinkMessage only(byte[] datagram) throws MalformedMessageException {
        return NetlinkMessage.split(datagram).get(0);
    }

    @Test
    void writesTheRequestThatIproute2WritesForAnAddressWithALifetime() throws Exception {
        ManagedAddress wanted = new ManagedAddress(
                V0,
                Cidr.parse("10.5.0.100/21"),
                Optional.of("v0:vip"),
                Optional.of(IpAddress.parse("10.5.7.255")),
                "global",
                6);
        assertThat(sent(AddressCodec.replace(wanted, 7, false)))
                .containsExactly(unnumbered(HexFile.datagram("netlink/addr-replace-request.hex")));
    }

    @Test
    void writesTheRequestThatIproute2WritesToRemoveAnAddress() throws Exception {
        ObservedAddress present = new ObservedAddress(
                7, Cidr.parse("10.5.0.77/21"), Optional.empty(), "v0", Optional.empty(), 0, 0, 5, 5);
        assertThat(sent(AddressCodec.delete(present)))
                .containsExactly(unnumbered(HexFile.datagram("netlink/addr-delete-request.hex")));
    }

    @Test
    void asksForNoEndWithALifetimeOfZero() throws Exception {
        ObservedAddress asked = AddressCodec.parse(
                        only(sent(AddressCodec.replace(managed("10.5.0.100/21", 0), 7, false))))
                .orElseThrow();
        assertThat(asked.validSeconds()).isEqualTo(ObservedAddress.FOREVER);
        assertThat(asked.preferredSeconds()).isEqualTo(ObservedAddress.FOREVER);
    }

    @Test
    void neverPrefersAnIpv6HostAddressAndSkipsDuplicateDetection() throws Exception {
        ObservedAddress host = AddressCodec.parse(
                        only(sent(AddressCodec.replace(managed("2001:db8::5/128", 9), 7, false))))
                .orElseThrow();
        assertThat(host.address()).isEqualTo(Cidr.parse("2001:db8::5/128"));
        assertThat(host.validSeconds()).isEqualTo(9);
        assertThat(host.preferredSeconds()).isZero();
        assertThat(host.flags()).isEqualTo(Rtnetlink.IFA_F_NODAD);
        ObservedAddress network = AddressCodec.parse(
                        only(sent(AddressCodec.replace(managed("2001:db8::5/64", 9), 7, false))))
                .orElseThrow();
        assertThat(network.preferredSeconds()).isEqualTo(9);
    }

    @Test
    void bringsNoRouteToAnIpv6SubnetThatHasOne() throws Exception {
        ObservedAddress six = AddressCodec.parse(
                        only(sent(AddressCodec.replace(managed("2001:db8::5/64", 9), 7, true))))
                .orElseThrow();
        assertThat(six.flags()).isEqualTo(Rtnetlink.IFA_F_NODAD | Rtnetlink.IFA_F_NOPREFIXROUTE);
        assertThat(six.bringsPrefixRoute()).isFalse();
    }

    @Test
    void readsTheAddressesOfARealKernel() throws Exception {
        List<ObservedAddress> addresses = new ArrayList<>();
        for (NetlinkMessage message : NetlinkMessage.split(HexFile.datagram("netlink/addr-dump.hex"))) {
            addresses.add(AddressCodec.parse(message).orElseThrow());
        }
        Optional<IpAddress> broadcast = Optional.of(IpAddress.parse("10.5.7.255"));
        long forever = ObservedAddress.FOREVER;
        int permanent = 0x80;
        assertThat(addresses)
                .containsExactly(
                        new ObservedAddress(
                                1,
                                Cidr.parse("127.0.0.1/8"),
                                Optional.empty(),
                                "lo",
                                Optional.empty(),
                                254,
                                permanent,
                                forever,
                                forever),
                        new ObservedAddress(
                                7,
                                Cidr.parse("10.5.0.133/21"),
                                Optional.empty(),
                                "v0",
                                broadcast,
                                0,
                                permanent,
                                forever,
                                forever),
                        new ObservedAddress(
                                7,
                                Cidr.parse("10.5.0.101/32"),
                                Optional.empty(),
                                "v0",
                                Optional.empty(),
                                0,
                                permanent,
                                forever,
                                forever),
                        new ObservedAddress(
                                7,
                                Cidr.parse("10.5.0.100/21"),
                                Optional.empty(),
                                "v0:vip",
                                broadcast,
                                0,
                                Rtnetlink.IFA_F_SECONDARY,
                                6,
                                6));
        assertThat(addresses).extracting(ObservedAddress::isSecondary).containsExactly(false, false, false, true);
    }

    @Test
    void tellsTheOtherEndOfAPointToPointAddressFromItsOwn() throws Exception {
        byte[] message = sent(new MessageWriter(Rtnetlink.RTM_NEWADDR, 0)
                .putByte(2)
                .putByte(32)
                .putShort(0)
                .putInt(7)
                .attribute(Rtnetlink.IFA_ADDRESS, IpAddress.parse("192.0.2.2").toBytes())
                .attribute(Rtnetlink.IFA_LOCAL, IpAddress.parse("192.0.2.1").toBytes()));
        ObservedAddress address = AddressCodec.parse(only(message)).orElseThrow();
        assertThat(address.address()).isEqualTo(Cidr.parse("192.0.2.1/32"));
        assertThat(address.peer()).contains(IpAddress.parse("192.0.2.2"));
    }

    @Test
    void leavesOtherFamiliesAlone() throws Exception {
        byte[] message =
                sent(new MessageWriter(Rtnetlink.RTM_NEWADDR, 0).putInt(12).putInt(7));
        assertThat(AddressCodec.parse(only(message))).isEmpty();
    }

    @Test
    void refusesWhatIsNoAddress() throws Exception {
        byte[] empty =
                sent(new MessageWriter(Rtnetlink.RTM_NEWADDR, 0).putInt(2).putInt(7));
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> AddressCodec.parse(only(empty)));
        byte[] tooLong = sent(new MessageWriter(Rtnetlink.RTM_NEWADDR, 0)
                .putByte(2)
                .putByte(33)
                .putShort(0)
                .putInt(7)
                .attribute(Rtnetlink.IFA_ADDRESS, new byte[4]));
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> AddressCodec.parse(only(tooLong)));
        byte[] cut = sent(new MessageWriter(Rtnetlink.RTM_NEWADDR, 0)
                .putByte(2)
                .putByte(32)
                .putShort(0)
                .putInt(7)
                .attribute(Rtnetlink.IFA_ADDRESS, new byte[3]));
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> AddressCodec.parse(only(cut)));
    }
}
