package org.vipagent.linux.route;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.netlink.AttributeReader;
import org.vipagent.linux.netlink.MalformedMessageException;
import org.vipagent.linux.netlink.MessageWriter;
import org.vipagent.linux.netlink.NetlinkMessage;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.MacAddress;

/** Links as messages: RTM_NEWLINK and its kin (rtnetlink(7)). */
final class LinkCodec {
    private static final int FAMILY = 0;
    private static final int INDEX = 4;
    private static final int FLAGS = 8;
    private static final int AF_UNSPEC = 0;
    private static final int MAC_LENGTH = 6;

    private LinkCodec() {}

    static MessageWriter dump() {
        return request().attributeInt(Rtnetlink.IFLA_EXT_MASK, Rtnetlink.RTEXT_FILTER_SKIP_STATS);
    }

    static MessageWriter get(InterfaceName name) {
        return dump().attributeString(Rtnetlink.IFLA_IFNAME, name.name());
    }

    private static MessageWriter request() {
        return new MessageWriter(Rtnetlink.RTM_GETLINK, 0)
                .putByte(AF_UNSPEC)
                .putByte(0)
                .putShort(0)
                .putInt(0)
                .putInt(0)
                .putInt(0);
    }

    /**
     * Whether a message tells of an interface itself. A bridge tells of its ports with the same types under its own
     * family; there RTM_DELLINK says that a port left the bridge, not that it is gone.
     */
    static boolean isAboutLink(NetlinkMessage message) throws MalformedMessageException {
        return message.fixedHeader(Rtnetlink.LINK_HEADER_LENGTH).get(FAMILY) == AF_UNSPEC;
    }

    static Link parse(NetlinkMessage message) throws MalformedMessageException {
        ByteBuffer header = message.fixedHeader(Rtnetlink.LINK_HEADER_LENGTH);
        int flags = header.getInt(FLAGS);
        String name = "";
        Optional<MacAddress> mac = Optional.empty();
        boolean carrier = (flags & Rtnetlink.IFF_LOWER_UP) != 0;
        OperState operState = OperState.UNKNOWN;
        int mtu = 0;
        boolean forwardsIpv6 = false;
        AttributeReader attributes = message.attributes(Rtnetlink.LINK_HEADER_LENGTH);
        while (attributes.next()) {
            switch (attributes.type()) {
                case Rtnetlink.IFLA_IFNAME -> name = attributes.asString();
                case Rtnetlink.IFLA_ADDRESS -> mac = mac(attributes);
                case Rtnetlink.IFLA_CARRIER -> carrier = attributes.asByte() != 0;
                case Rtnetlink.IFLA_OPERSTATE -> operState = OperState.of(attributes.asByte());
                case Rtnetlink.IFLA_MTU -> mtu = attributes.asInt();
                case Rtnetlink.IFLA_AF_SPEC -> forwardsIpv6 = forwardsIpv6(attributes.nested());
                default -> {}
            }
        }
        attributes.finish();
        if (!InterfaceName.isValid(name)) {
            throw new MalformedMessageException("a link without a name");
        }
        return new Link(
                header.getInt(INDEX),
                new InterfaceName(name),
                mac,
                (flags & Rtnetlink.IFF_UP) != 0,
                carrier,
                operState,
                mtu,
                (flags & Rtnetlink.IFF_LOOPBACK) != 0,
                forwardsIpv6);
    }

    /** From what each address family says of the link; IPv6 says its settings as an array of int. */
    private static boolean forwardsIpv6(AttributeReader families) {
        boolean forwards = false;
        while (families.next()) {
            if (families.type() == Linux.AF_INET6) {
                AttributeReader six = families.nested();
                while (six.next()) {
                    if (six.type() == Rtnetlink.IFLA_INET6_CONF) {
                        forwards = ByteBuffer.wrap(six.asBytes((Rtnetlink.DEVCONF_FORWARDING + 1) * Integer.BYTES))
                                        .order(ByteOrder.nativeOrder())
                                        .getInt(Rtnetlink.DEVCONF_FORWARDING * Integer.BYTES)
                                != 0;
                    }
                }
            }
        }
        return forwards;
    }

    private static Optional<MacAddress> mac(AttributeReader attribute) {
        return attribute.valueLength() == MAC_LENGTH
                ? Optional.of(MacAddress.of(attribute.asBytes(), 0))
                : Optional.empty();
    }
}
