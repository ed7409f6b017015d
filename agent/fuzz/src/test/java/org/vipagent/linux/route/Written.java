package org.vipagent.linux.route;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;

/** Links and addresses as the kernel would tell of them (rtnetlink(7)). */
final class Written {
    private static final int IFLA_INET6_CONF = 2;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Written() {}

    static byte[] address(int type, ObservedAddress address) {
        IpAddress own = address.address().address();
        boolean six = own.family() == AddressFamily.INET6;
        Written message = new Written();
        message.bytes.write(six ? AF_INET6 : AF_INET);
        message.bytes.write(address.address().prefixLength());
        message.bytes.write(0);
        message.bytes.write(address.scope());
        message.number(address.interfaceIndex());
        message.attribute(Rtnetlink.IFA_LOCAL, own.toBytes());
        message.attribute(Rtnetlink.IFA_ADDRESS, address.peer().orElse(own).toBytes());
        address.broadcast().ifPresent(broadcast -> message.attribute(Rtnetlink.IFA_BROADCAST, broadcast.toBytes()));
        message.text(Rtnetlink.IFA_LABEL, address.label());
        message.attribute(Rtnetlink.IFA_FLAGS, numbers(address.flags()));
        message.attribute(
                Rtnetlink.IFA_CACHEINFO, numbers((int) address.preferredSeconds(), (int) address.validSeconds(), 0, 0));
        return message.withHeader(type);
    }

    static byte[] link(int type, Link link) {
        Written message = new Written();
        message.number(0);
        message.number(link.index());
        message.number((link.up() ? Rtnetlink.IFF_UP : 0) | (link.loopback() ? Rtnetlink.IFF_LOOPBACK : 0));
        message.number(0);
        message.text(Rtnetlink.IFLA_IFNAME, link.name().name());
        link.mac().ifPresent(mac -> message.attribute(Rtnetlink.IFLA_ADDRESS, mac.toBytes()));
        message.attribute(Rtnetlink.IFLA_CARRIER, new byte[] {(byte) (link.carrier() ? 1 : 0)});
        message.attribute(
                Rtnetlink.IFLA_OPERSTATE,
                new byte[] {(byte) List.of(OperState.values()).indexOf(link.operState())});
        message.attribute(Rtnetlink.IFLA_MTU, numbers(link.mtu()));
        Written settings = new Written();
        settings.attribute(IFLA_INET6_CONF, numbers(link.forwardsIpv6() ? 1 : 0));
        Written families = new Written();
        families.attribute(AF_INET6, settings.bytes.toByteArray());
        message.attribute(Rtnetlink.IFLA_AF_SPEC, families.bytes.toByteArray());
        return message.withHeader(type);
    }

    private byte[] withHeader(int type) {
        Written message = new Written();
        message.number(16 + bytes.size());
        message.number(type);
        message.number(0);
        message.number(0);
        message.bytes.writeBytes(bytes.toByteArray());
        return message.bytes.toByteArray();
    }

    private void number(int value) {
        bytes.writeBytes(numbers(value));
    }

    private void text(int type, String text) {
        attribute(type, text.getBytes(StandardCharsets.UTF_8));
    }

    private void attribute(int type, byte[] value) {
        bytes.writeBytes(ByteBuffer.allocate((4 + value.length + 3) / 4 * 4)
                .order(ByteOrder.nativeOrder())
                .putShort((short) (4 + value.length))
                .putShort((short) type)
                .put(value)
                .array());
    }

    private static byte[] numbers(int... values) {
        ByteBuffer all = ByteBuffer.allocate(4 * values.length).order(ByteOrder.nativeOrder());
        for (int value : values) {
            all.putInt(value);
        }
        return all.array();
    }
}
