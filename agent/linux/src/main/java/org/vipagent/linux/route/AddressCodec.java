package org.vipagent.linux.route;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.netlink.AttributeReader;
import org.vipagent.linux.netlink.MalformedMessageException;
import org.vipagent.linux.netlink.MessageWriter;
import org.vipagent.linux.netlink.Netlink;
import org.vipagent.linux.netlink.NetlinkMessage;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;
import org.vipagent.node.ManagedAddress;

/** Addresses as messages: RTM_NEWADDR and its kin (rtnetlink(7)). */
final class AddressCodec {
    private static final int FAMILY = 0;
    private static final int PREFIX_LENGTH = 1;
    private static final int FLAGS = 2;
    private static final int SCOPE = 3;
    private static final int INDEX = 4;
    private static final int AF_UNSPEC = 0;

    private AddressCodec() {}

    /** Asks for the addresses of both families. */
    static MessageWriter dump() {
        return new MessageWriter(Rtnetlink.RTM_GETADDR, 0)
                .putByte(AF_UNSPEC)
                .putByte(0)
                .putByte(0)
                .putByte(0)
                .putInt(0);
    }

    /**
     * Adds an address, or gives one that is there a new lifetime: one message either way, and never a moment without
     * it.
     *
     * @param sharesPrefix whether the route to its IPv6 subnet is somebody else's: it would get our lifetime, and end
     *     with it
     */
    static MessageWriter replace(ManagedAddress wanted, int interfaceIndex, boolean sharesPrefix) {
        IpAddress address = wanted.address().address();
        boolean six = address.family() == AddressFamily.INET6;
        // Duplicate address detection would keep a virtual address unusable for a second, on both sides of a failover.
        MessageWriter message = new MessageWriter(Rtnetlink.RTM_NEWADDR, Netlink.NLM_F_CREATE | Netlink.NLM_F_REPLACE)
                .putByte(six ? Linux.AF_INET6 : Linux.AF_INET)
                .putByte(wanted.address().prefixLength())
                .putByte(six ? Rtnetlink.IFA_F_NODAD : 0)
                .putByte(Scopes.number(wanted.scope()).orElseThrow())
                .putInt(interfaceIndex)
                .attribute(Rtnetlink.IFA_LOCAL, address.toBytes());
        wanted.broadcast().ifPresent(b -> message.attribute(Rtnetlink.IFA_BROADCAST, b.toBytes()));
        if (!six) {
            wanted.label().ifPresent(label -> message.attributeString(Rtnetlink.IFA_LABEL, label));
        }
        message.attribute(Rtnetlink.IFA_ADDRESS, address.toBytes())
                .attribute(Rtnetlink.IFA_CACHEINFO, lifetimes(wanted));
        // Above the eight flags of the header, which this takes the place of.
        return six && sharesPrefix
                ? message.attributeInt(Rtnetlink.IFA_FLAGS, Rtnetlink.IFA_F_NODAD | Rtnetlink.IFA_F_NOPREFIXROUTE)
                : message;
    }

    private static byte[] lifetimes(ManagedAddress wanted) {
        int valid = wanted.lifetimeSeconds() == 0
                ? Rtnetlink.INFINITE
                : (int) Math.min(Integer.MAX_VALUE, wanted.lifetimeSeconds());
        // An IPv6 host address is never preferred, so that our own traffic does not take it as its source (as
        // keepalived does); IPv4 does not choose by that.
        boolean sixHost = wanted.address().prefixLength() == AddressFamily.INET6.bits();
        return ByteBuffer.allocate(Rtnetlink.CACHE_INFO_LENGTH)
                .order(ByteOrder.nativeOrder())
                .putInt(sixHost ? 0 : valid)
                .putInt(valid)
                .array();
    }

    static MessageWriter delete(ObservedAddress present) {
        IpAddress address = present.address().address();
        return new MessageWriter(Rtnetlink.RTM_DELADDR, 0)
                .putByte(address.family() == AddressFamily.INET6 ? Linux.AF_INET6 : Linux.AF_INET)
                .putByte(present.address().prefixLength())
                .putByte(0)
                .putByte(0)
                .putInt(present.interfaceIndex())
                .attribute(Rtnetlink.IFA_LOCAL, address.toBytes())
                .attribute(Rtnetlink.IFA_ADDRESS, present.peer().orElse(address).toBytes());
    }

    /** An address of IPv4 or IPv6; empty for any other family. */
    static Optional<ObservedAddress> parse(NetlinkMessage message) throws MalformedMessageException {
        ByteBuffer header = message.fixedHeader(Rtnetlink.ADDRESS_HEADER_LENGTH);
        int family = header.get(FAMILY);
        if (family != Linux.AF_INET && family != Linux.AF_INET6) {
            return Optional.empty();
        }
        Fields fields = new Fields(family == Linux.AF_INET ? AddressFamily.INET : AddressFamily.INET6);
        fields.flags = header.get(FLAGS) & 0xff;
        AttributeReader attributes = message.attributes(Rtnetlink.ADDRESS_HEADER_LENGTH);
        while (attributes.next()) {
            fields.take(attributes);
        }
        attributes.finish();
        int prefixLength = header.get(PREFIX_LENGTH) & 0xff;
        if (fields.address.isEmpty() || prefixLength > fields.family.bits()) {
            throw new MalformedMessageException("an address with prefix length " + prefixLength + " and without bytes");
        }
        return Optional.of(fields.observed(prefixLength, header.get(SCOPE) & 0xff, header.getInt(INDEX)));
    }

    /** What the attributes say, while they are read. */
    private static final class Fields {
        private final AddressFamily family;
        private Optional<IpAddress> address = Optional.empty();
        private Optional<IpAddress> local = Optional.empty();
        private Optional<IpAddress> broadcast = Optional.empty();
        private String label = "";
        private int flags;
        private long valid = ObservedAddress.FOREVER;
        private long preferred = ObservedAddress.FOREVER;

        Fields(AddressFamily family) {
            this.family = family;
        }

        void take(AttributeReader attribute) {
            switch (attribute.type()) {
                case Rtnetlink.IFA_ADDRESS -> address = Optional.of(ip(attribute));
                case Rtnetlink.IFA_LOCAL -> local = Optional.of(ip(attribute));
                case Rtnetlink.IFA_BROADCAST -> broadcast = Optional.of(ip(attribute));
                case Rtnetlink.IFA_LABEL -> label = attribute.asString();
                case Rtnetlink.IFA_FLAGS -> flags = attribute.asInt();
                case Rtnetlink.IFA_CACHEINFO -> {
                    ByteBuffer info = ByteBuffer.wrap(attribute.asBytes(Rtnetlink.CACHE_INFO_LENGTH))
                            .order(ByteOrder.nativeOrder());
                    preferred = Integer.toUnsignedLong(info.getInt());
                    valid = Integer.toUnsignedLong(info.getInt());
                }
                default -> {}
            }
        }

        private IpAddress ip(AttributeReader attribute) {
            return IpAddress.of(attribute.asBytes(family.bytes()), 0, family);
        }

        ObservedAddress observed(int prefixLength, int scope, int index) {
            // Without a peer both attributes say the same, or IFA_LOCAL is missing (IPv6).
            IpAddress own = local.orElse(address.get());
            Optional<IpAddress> peer = address.filter(other -> !other.equals(own));
            return new ObservedAddress(
                    index, new Cidr(own, prefixLength), peer, label, broadcast, scope, flags, valid, preferred);
        }
    }
}
