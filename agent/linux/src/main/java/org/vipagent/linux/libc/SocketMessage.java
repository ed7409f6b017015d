package org.vipagent.linux.libc;

/**
 * What {@link Libc#send} and {@link Libc#receive} work on: the data, the peer's address and the ancillary data, tied
 * together once and used for every packet: one message for sending, another for receiving. Not safe for use by several
 * threads.
 */
public final class SocketMessage {
    // struct msghdr and struct iovec of a 64-bit machine, bits/socket.h and bits/types/struct_iovec.h
    private static final int HEADER_LENGTH = 56;
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 8;
    private static final int VECTOR = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int VECTOR_LENGTH = 16;
    private static final int VECTOR_BASE = 0;
    private static final int VECTOR_SIZE = 8;

    private final NativeBuffer data;
    private final NativeBuffer address;
    private final NativeBuffer vector;
    private final NativeBuffer header;
    private final AncillaryData ancillary;

    SocketMessage(Libc libc, NativeBuffer data, NativeBuffer address) {
        this.data = data;
        this.address = address;
        this.ancillary = new AncillaryData(libc.allocate(AncillaryData.CAPACITY));
        this.vector = libc.allocate(VECTOR_LENGTH).putLong(VECTOR_BASE, data.address());
        this.header = libc.allocate(HEADER_LENGTH)
                .putLong(NAME, address.address())
                .putLong(VECTOR, vector.address())
                .putLong(VECTOR_COUNT, 1)
                .putLong(CONTROL, ancillary.values().address());
    }

    /** What is sent, from its start, or was received. */
    public NativeBuffer data() {
        return data;
    }

    /** To whom, or from whom. */
    public NativeBuffer address() {
        return address;
    }

    /** What goes or came beside the data: nothing, unless it is appended or the socket's options ask for it. */
    public AncillaryData ancillary() {
        return ancillary;
    }

    /** Where the header lies, set for sending {@code length} bytes of data. */
    long forSending(int length) {
        if (length < 0 || length > data.capacity()) {
            throw new IllegalArgumentException(length + " bytes of a buffer of " + data.capacity());
        }
        return prepared(length, ancillary.length());
    }

    /** Where the header lies, set for receiving as much as fits. */
    long forReceiving() {
        return prepared(data.capacity(), ancillary.values().capacity());
    }

    private long prepared(int length, int ancillaryLength) {
        vector.putLong(VECTOR_SIZE, length);
        // The kernel shortens both to what it used of them.
        header.putInt(NAME_LENGTH, address.capacity()).putLong(CONTROL_LENGTH, ancillaryLength);
        return header.address();
    }

    /** Takes over what the kernel left in the header. */
    void received() {
        ancillary.received(header.getLong(CONTROL_LENGTH));
    }
}
