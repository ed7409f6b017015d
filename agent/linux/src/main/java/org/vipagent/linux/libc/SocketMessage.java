package org.vipagent.linux.libc;

/**
 * What {@link Libc#send} and {@link Libc#receive} work on: the data and the peer's address, tied together once and used
 * for every packet. Not safe for use by several threads.
 */
public final class SocketMessage {
    // struct msghdr and struct iovec of a 64-bit machine, bits/socket.h and bits/types/struct_iovec.h
    private static final int HEADER_LENGTH = 56;
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 8;
    private static final int VECTOR = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int VECTOR_LENGTH = 16;
    private static final int VECTOR_BASE = 0;
    private static final int VECTOR_SIZE = 8;

    private final NativeBuffer data;
    private final NativeBuffer address;
    private final NativeBuffer vector;
    private final NativeBuffer header;

    SocketMessage(Libc libc, NativeBuffer data, NativeBuffer address) {
        this.data = data;
        this.address = address;
        this.vector = libc.allocate(VECTOR_LENGTH).putLong(VECTOR_BASE, data.address());
        this.header = libc.allocate(HEADER_LENGTH)
                .putLong(NAME, address.address())
                .putLong(VECTOR, vector.address())
                .putLong(VECTOR_COUNT, 1);
    }

    /** What is sent, from its start, or was received. */
    public NativeBuffer data() {
        return data;
    }

    /** To whom, or from whom. */
    public NativeBuffer address() {
        return address;
    }

    /** Where the header lies, set for {@code length} bytes of data. */
    long prepared(int length) {
        if (length < 0 || length > data.capacity()) {
            throw new IllegalArgumentException(length + " bytes of a buffer of " + data.capacity());
        }
        vector.putLong(VECTOR_SIZE, length);
        // The kernel shortens it to what it used of the address.
        header.putInt(NAME_LENGTH, address.capacity());
        return header.address();
    }
}
