package org.vipagent.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** One message of a datagram from the kernel; a view, no copy. */
public final class NetlinkMessage {
    private static final int TYPE = 4;
    private static final int FLAGS = 6;
    private static final int SEQUENCE = 8;

    private final ByteBuffer bytes;

    private NetlinkMessage(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /**
     * The messages of a datagram.
     *
     * @throws MalformedMessageException if a message says it is shorter than its header or longer than the datagram
     */
    public static List<NetlinkMessage> split(byte[] datagram) throws MalformedMessageException {
        List<NetlinkMessage> messages = new ArrayList<>();
        int at = 0;
        while (at < datagram.length) {
            ByteBuffer rest =
                    ByteBuffer.wrap(datagram, at, datagram.length - at).slice().order(ByteOrder.nativeOrder());
            if (rest.capacity() < Netlink.HEADER_LENGTH) {
                throw new MalformedMessageException("a message header of " + rest.capacity() + " bytes");
            }
            int length = rest.getInt(0);
            if (length < Netlink.HEADER_LENGTH || length > rest.capacity()) {
                throw new MalformedMessageException("a message of " + length + " bytes in " + rest.capacity());
            }
            messages.add(new NetlinkMessage(rest.slice(0, length).order(ByteOrder.nativeOrder())));
            at += Netlink.aligned(length);
        }
        return messages;
    }

    public int type() {
        return bytes.getShort(TYPE) & 0xffff;
    }

    public boolean has(int flag) {
        return (bytes.getShort(FLAGS) & flag) != 0;
    }

    /** By which a reply names its request; 0 for an event. */
    public int sequence() {
        return bytes.getInt(SEQUENCE);
    }

    /** Bytes after the message header. */
    public int payloadLength() {
        return bytes.capacity() - Netlink.HEADER_LENGTH;
    }

    /**
     * The family's fixed header, from its first byte, in the machine's byte order.
     *
     * @param length how many bytes it has
     * @throws MalformedMessageException if the message is shorter
     */
    public ByteBuffer fixedHeader(int length) throws MalformedMessageException {
        if (payloadLength() < length) {
            throw new MalformedMessageException(
                    "message " + type() + " has " + payloadLength() + " bytes, not " + length);
        }
        return bytes.slice(Netlink.HEADER_LENGTH, length).order(ByteOrder.nativeOrder());
    }

    /**
     * The attributes after a fixed header.
     *
     * @param fixedHeaderLength its length in bytes
     */
    public AttributeReader attributes(int fixedHeaderLength) {
        int start = Math.min(bytes.capacity(), Netlink.HEADER_LENGTH + Netlink.aligned(fixedHeaderLength));
        return new AttributeReader(bytes.slice(start, bytes.capacity() - start));
    }
}
