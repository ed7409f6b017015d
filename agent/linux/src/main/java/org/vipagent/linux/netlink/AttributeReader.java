package org.vipagent.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Walks through attributes. The first thing that does not fit ends the walk and is kept; {@link #finish} tells it, so
 * that the code in between needs no check of its own. Values read after an error are 0 or empty.
 *
 * <pre>{@code
 * while (attributes.next()) {
 *     switch (attributes.type()) {
 *         case IFA_LABEL -> label = attributes.asString();
 *         default -> { }
 *     }
 * }
 * attributes.finish();
 * }</pre>
 */
public final class AttributeReader {
    private final ByteBuffer bytes;
    private final AttributeReader outer;
    private int start;
    private int length;
    private int nextStart;
    private String error = "";

    AttributeReader(ByteBuffer bytes) {
        this(bytes, null);
    }

    private AttributeReader(ByteBuffer bytes, AttributeReader outer) {
        this.bytes = bytes.order(ByteOrder.nativeOrder());
        this.outer = outer;
    }

    /** Attributes that stand somewhere else than behind a message's header, as within a structure. */
    public static AttributeReader of(ByteBuffer bytes) {
        return new AttributeReader(bytes);
    }

    /** Steps to the next attribute; false at the end or after an error. */
    public boolean next() {
        int rest = bytes.capacity() - nextStart;
        if (!error.isEmpty() || rest <= 0) {
            return false;
        }
        if (rest < Netlink.ATTRIBUTE_HEADER_LENGTH) {
            fail("an attribute header of " + rest + " bytes");
            return false;
        }
        start = nextStart;
        length = bytes.getShort(start) & 0xffff;
        if (length < Netlink.ATTRIBUTE_HEADER_LENGTH || length > rest) {
            fail("an attribute of " + length + " bytes in " + rest);
            return false;
        }
        nextStart = start + Netlink.aligned(length);
        return true;
    }

    /** The current attribute's type, without the flags in its upper bits. */
    public int type() {
        return bytes.getShort(start + 2) & Netlink.NLA_TYPE_MASK;
    }

    /** Length of the current value in bytes. */
    public int valueLength() {
        return length - Netlink.ATTRIBUTE_HEADER_LENGTH;
    }

    /** Unsigned: 0 to 255. */
    public int asByte() {
        return holds(Byte.BYTES) ? bytes.get(valueStart()) & 0xff : 0;
    }

    /** Unsigned: 0 to 65535. */
    public int asShort() {
        return holds(Short.BYTES) ? bytes.getShort(valueStart()) & 0xffff : 0;
    }

    /** Unsigned, two bytes with the most significant first: 0 to 65535. */
    public int asNetworkShort() {
        return holds(Short.BYTES) ? (bytes.get(valueStart()) & 0xff) << 8 | (bytes.get(valueStart() + 1) & 0xff) : 0;
    }

    public int asInt() {
        return holds(Integer.BYTES) ? bytes.getInt(valueStart()) : 0;
    }

    public long asLong() {
        return holds(Long.BYTES) ? bytes.getLong(valueStart()) : 0;
    }

    /** The text up to its closing zero, or to the end where there is none. */
    public String asString() {
        byte[] text = asBytes();
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** A copy of the value. */
    public byte[] asBytes() {
        if (!error.isEmpty()) {
            return new byte[0];
        }
        byte[] value = new byte[valueLength()];
        bytes.get(valueStart(), value);
        return value;
    }

    /**
     * A copy of the value, which must have at least {@code minimum} bytes; else it is an error and as many zeros come
     * back. Longer values are whole: newer kernels append to structures.
     */
    public byte[] asBytes(int minimum) {
        return holds(minimum) ? asBytes() : new byte[minimum];
    }

    /** The attributes within the current one; their errors count here. */
    public AttributeReader nested() {
        return error.isEmpty()
                ? new AttributeReader(bytes.slice(valueStart(), valueLength()), this)
                : new AttributeReader(ByteBuffer.allocate(0), this);
    }

    /**
     * Ends the walk.
     *
     * @throws MalformedMessageException with the first thing that did not fit, here or in a nested walk
     */
    public void finish() throws MalformedMessageException {
        if (!error.isEmpty()) {
            throw new MalformedMessageException(error);
        }
    }

    private boolean holds(int size) {
        if (error.isEmpty() && valueLength() < size) {
            fail("attribute " + type() + " has " + valueLength() + " bytes, not " + size);
        }
        return error.isEmpty();
    }

    private void fail(String reason) {
        if (error.isEmpty()) {
            error = reason;
        }
        if (outer != null) {
            outer.fail(reason);
        }
    }

    private int valueStart() {
        return start + Netlink.ATTRIBUTE_HEADER_LENGTH;
    }
}
