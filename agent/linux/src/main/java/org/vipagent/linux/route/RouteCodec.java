package org.vipagent.linux.route;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.netlink.AttributeReader;
import org.vipagent.linux.netlink.MalformedMessageException;
import org.vipagent.linux.netlink.MessageWriter;
import org.vipagent.linux.netlink.NetlinkMessage;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;

/**
 * Default routes as messages: RTM_NEWROUTE and its kin (rtnetlink(7)). Those of every table count: a machine with two
 * interfaces often has the second's default route in a table of its own.
 */
final class RouteCodec {
    private static final int FAMILY = 0;
    private static final int DESTINATION_LENGTH = 1;
    private static final int TYPE = 7;
    private static final int NEXT_HOP_INDEX = 4;

    private RouteCodec() {}

    /** All routes of a family; the kernel cannot be asked for those to everywhere alone. */
    static MessageWriter dump(AddressFamily family) {
        return new MessageWriter(Rtnetlink.RTM_GETROUTE, 0)
                .putByte(family == AddressFamily.INET ? Linux.AF_INET : Linux.AF_INET6)
                .putByte(0)
                .putByte(0)
                .putByte(0)
                .putInt(0)
                .putInt(0);
    }

    /** Whether a message is about a route to everywhere, by which packets are forwarded and not refused. */
    static boolean isDefault(NetlinkMessage message) throws MalformedMessageException {
        ByteBuffer header = message.fixedHeader(Rtnetlink.ROUTE_HEADER_LENGTH);
        return header.get(DESTINATION_LENGTH) == 0 && header.get(TYPE) == Rtnetlink.RTN_UNICAST;
    }

    /** The next hops of a default route that have an address of its family; none for any other route. */
    static List<DefaultRoute> parse(NetlinkMessage message) throws MalformedMessageException {
        if (!isDefault(message)) {
            return List.of();
        }
        int af = message.fixedHeader(Rtnetlink.ROUTE_HEADER_LENGTH).get(FAMILY);
        AddressFamily family = af == Linux.AF_INET6 ? AddressFamily.INET6 : AddressFamily.INET;
        AttributeReader attributes = message.attributes(Rtnetlink.ROUTE_HEADER_LENGTH);
        Optional<IpAddress> gateway = Optional.empty();
        int device = 0;
        List<DefaultRoute> routes = new ArrayList<>();
        while (attributes.next()) {
            switch (attributes.type()) {
                case Rtnetlink.RTA_OIF -> device = attributes.asInt();
                case Rtnetlink.RTA_GATEWAY -> gateway = Optional.of(address(attributes, family));
                case Rtnetlink.RTA_MULTIPATH -> nextHops(attributes.asBytes(), family, routes);
                default -> {}
            }
        }
        attributes.finish();
        int index = device;
        gateway.ifPresent(address -> routes.add(new DefaultRoute(index, address)));
        return routes;
    }

    /** Several next hops: each a {@code struct rtnexthop} with its attributes behind it (linux/rtnetlink.h). */
    private static void nextHops(byte[] value, AddressFamily family, List<DefaultRoute> routes)
            throws MalformedMessageException {
        ByteBuffer hops = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder());
        int at = 0;
        while (at + Rtnetlink.NEXT_HOP_LENGTH <= value.length) {
            int length = hops.getShort(at) & 0xffff;
            if (length < Rtnetlink.NEXT_HOP_LENGTH || at + length > value.length) {
                throw new MalformedMessageException("a next hop of " + length + " bytes in " + (value.length - at));
            }
            int device = hops.getInt(at + NEXT_HOP_INDEX);
            AttributeReader attributes =
                    AttributeReader.of(hops.slice(at + Rtnetlink.NEXT_HOP_LENGTH, length - Rtnetlink.NEXT_HOP_LENGTH));
            while (attributes.next()) {
                if (attributes.type() == Rtnetlink.RTA_GATEWAY) {
                    routes.add(new DefaultRoute(device, address(attributes, family)));
                }
            }
            attributes.finish();
            at += length + 3 & ~3;
        }
    }

    private static IpAddress address(AttributeReader attribute, AddressFamily family) {
        return IpAddress.of(attribute.asBytes(family.bytes()), 0, family);
    }
}
