package org.vipagent.linux.libc;

/**
 * What travels beside a datagram (cmsg(3)): header fields that the kernel is to write, or those that it read. Each has
 * a type, which is that of a socket option.
 *
 * <p>Access allocates nothing. Not safe for use by several threads.
 */
public final class AncillaryData {
    /** Room for more than any of our sockets asks for: an IPv6 destination, a hop limit, a counter of lost packets. */
    static final int CAPACITY = 128;

    // struct cmsghdr of a 64-bit machine, bits/socket.h: length with this header, level, type; then the value
    private static final int HEADER_LENGTH = 16;
    private static final int LEVEL = 8;
    private static final int TYPE = 12;
    private static final int ALIGNMENT = 8;

    private final NativeBuffer buffer;
    private int length;

    AncillaryData(NativeBuffer buffer) {
        this.buffer = buffer;
    }

    /**
     * Appends a field to what is sent with every packet from now on; its value is zero until it is put.
     *
     * @param valueLength in bytes
     * @return where its value lies in {@link #values}
     * @throws IllegalStateException if there is no room
     */
    public int append(SocketOption type, int valueLength) {
        int at = length;
        int end = at + HEADER_LENGTH + aligned(valueLength);
        if (end > buffer.capacity()) {
            throw new IllegalStateException("no room for " + type.name());
        }
        buffer.putLong(at, HEADER_LENGTH + valueLength)
                .putInt(at + LEVEL, type.level())
                .putInt(at + TYPE, type.number());
        length = end;
        return at + HEADER_LENGTH;
    }

    /**
     * Looks for a field that came with the last packet.
     *
     * @param valueLength the least that its value must have, in bytes
     * @return where its value lies in {@link #values}; -1 if it did not come, or shorter
     */
    public int find(SocketOption type, int valueLength) {
        int at = 0;
        while (at + HEADER_LENGTH <= length) {
            long size = buffer.getLong(at);
            if (size < HEADER_LENGTH || size > length - at) {
                return -1;
            }
            if (buffer.getInt(at + LEVEL) == type.level() && buffer.getInt(at + TYPE) == type.number()) {
                return size >= HEADER_LENGTH + valueLength ? at + HEADER_LENGTH : -1;
            }
            at += aligned((int) size);
        }
        return -1;
    }

    /** Where the values are read and put. */
    public NativeBuffer values() {
        return buffer;
    }

    int length() {
        return length;
    }

    /** Takes over what the kernel says that it wrote. */
    void received(long written) {
        length = (int) Math.min(Math.max(0, written), buffer.capacity());
    }

    private static int aligned(int size) {
        return (size + ALIGNMENT - 1) & -ALIGNMENT;
    }
}
