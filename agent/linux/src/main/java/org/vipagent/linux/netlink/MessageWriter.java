package org.vipagent.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Writes one netlink message: its header, the family's fixed header, attributes. Numbers are in the machine's byte
 * order unless the method says network order.
 */
public final class MessageWriter {
    private static final int FIRST_CAPACITY = 128;
    private static final int LENGTH = 0;
    private static final int TYPE = 4;
    private static final int FLAGS = 6;
    private static final int SEQUENCE = 8;

    private ByteBuffer bytes = ByteBuffer.allocate(FIRST_CAPACITY).order(ByteOrder.nativeOrder());

    /**
     * @param type what is asked, 0 to 65535
     * @param flags in addition to NLM_F_REQUEST; NLM_F_ACK and NLM_F_DUMP are the connection's to set
     */
    public MessageWriter(int type, int flags) {
        bytes.putShort(TYPE, unsignedShort(type));
        bytes.putShort(FLAGS, unsignedShort(flags | Netlink.NLM_F_REQUEST));
        bytes.position(Netlink.HEADER_LENGTH);
    }

    /** Of the family's fixed header. */
    public MessageWriter putByte(int value) {
        room(Byte.BYTES).put((byte) value);
        return this;
    }

    /** Of the family's fixed header. */
    public MessageWriter putShort(int value) {
        room(Short.BYTES).putShort((short) value);
        return this;
    }

    /** Of the family's fixed header. */
    public MessageWriter putInt(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    /**
     * An attribute with these bytes.
     *
     * @throws IllegalArgumentException if they are more than the 16-bit length can say
     */
    public MessageWriter attribute(int type, byte[] value) {
        int length = Netlink.ATTRIBUTE_HEADER_LENGTH + value.length;
        room(Netlink.aligned(length));
        bytes.putShort(attributeLength(length)).putShort(unsignedShort(type)).put(value);
        pad();
        return this;
    }

    public MessageWriter attributeByte(int type, int value) {
        return attribute(type, new byte[] {(byte) value});
    }

    public MessageWriter attributeShort(int type, int value) {
        return attribute(type, number(Short.BYTES).putShort((short) value).array());
    }

    /** Two bytes, most significant first. */
    public MessageWriter attributeNetworkShort(int type, int value) {
        return attribute(type, new byte[] {(byte) (value >>> 8), (byte) value});
    }

    public MessageWriter attributeInt(int type, int value) {
        return attribute(type, number(Integer.BYTES).putInt(value).array());
    }

    public MessageWriter attributeLong(int type, long value) {
        return attribute(type, number(Long.BYTES).putLong(value).array());
    }

    /** The text's bytes and a closing zero. */
    public MessageWriter attributeString(int type, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        return attribute(type, Arrays.copyOf(text, text.length + 1));
    }

    /**
     * An attribute that holds what {@code content} writes.
     *
     * @throws IllegalArgumentException if that is more than the 16-bit length can say
     */
    public MessageWriter nested(int type, Consumer<MessageWriter> content) {
        int start = bytes.position();
        room(Netlink.ATTRIBUTE_HEADER_LENGTH).putShort((short) 0).putShort(unsignedShort(type | Netlink.NLA_F_NESTED));
        content.accept(this);
        bytes.putShort(start, attributeLength(bytes.position() - start));
        return this;
    }

    /** What is asked. */
    public int type() {
        return bytes.getShort(TYPE) & 0xffff;
    }

    /**
     * The message as it goes to the kernel.
     *
     * @param moreFlags in addition to those of the constructor
     * @param sequence by which the answer is recognised
     */
    byte[] toBytes(int moreFlags, int sequence) {
        bytes.putInt(LENGTH, bytes.position());
        byte[] message = Arrays.copyOf(bytes.array(), Netlink.aligned(bytes.position()));
        ByteBuffer header = ByteBuffer.wrap(message).order(ByteOrder.nativeOrder());
        header.putShort(FLAGS, (short) (header.getShort(FLAGS) | moreFlags));
        header.putInt(SEQUENCE, sequence);
        return message;
    }

    private ByteBuffer room(int length) {
        if (bytes.remaining() < length) {
            int capacity = Math.max(2 * bytes.capacity(), bytes.position() + length);
            ByteBuffer larger = ByteBuffer.allocate(capacity).order(ByteOrder.nativeOrder());
            larger.put(bytes.flip());
            bytes = larger;
        }
        return bytes;
    }

    private void pad() {
        while (bytes.position() % 4 != 0) {
            bytes.put((byte) 0);
        }
    }

    private static ByteBuffer number(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    }

    private static short attributeLength(int length) {
        if (length > Netlink.ATTRIBUTE_MAXIMUM) {
            throw new IllegalArgumentException("an attribute of " + length + " bytes: at most 65535");
        }
        return (short) length;
    }

    private static short unsignedShort(int value) {
        if (value < 0 || value > 0xffff) {
            throw new IllegalArgumentException(value + " does not fit into 16 bits");
        }
        return (short) value;
    }
}
