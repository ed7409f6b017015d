package org.vipagent.linux.libc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * Memory outside the heap that a C function can read and write.
 *
 * <p>Access is checked against the capacity; offsets are in bytes. Numbers are in the machine's byte order unless the
 * method says network order. Not safe for use by several threads.
 */
public final class NativeBuffer {
    private final ByteBuffer bytes;
    private final long address;

    /** @param capacity bytes, at least 1; all zero at first */
    NativeBuffer(int capacity, Runtime runtime) {
        this.bytes = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
        this.address = Pointer.wrap(runtime, bytes).address();
    }

    /** Where the memory starts. Valid as long as this object is reachable. */
    long address() {
        return address;
    }

    /** Size in bytes. */
    public int capacity() {
        return bytes.capacity();
    }

    public NativeBuffer putByte(int offset, int value) {
        bytes.put(offset, (byte) value);
        return this;
    }

    public NativeBuffer putShort(int offset, int value) {
        bytes.putShort(offset, (short) value);
        return this;
    }

    /** Two bytes, most significant first. */
    public NativeBuffer putNetworkShort(int offset, int value) {
        bytes.put(offset, (byte) (value >>> 8));
        bytes.put(offset + 1, (byte) value);
        return this;
    }

    public NativeBuffer putInt(int offset, int value) {
        bytes.putInt(offset, value);
        return this;
    }

    public NativeBuffer putLong(int offset, long value) {
        bytes.putLong(offset, value);
        return this;
    }

    /** Copies {@code length} bytes of {@code source}, from its start, to {@code offset}. */
    public NativeBuffer put(int offset, byte[] source, int length) {
        bytes.put(offset, source, 0, length);
        return this;
    }

    /** Unsigned: 0 to 255. */
    public int getByte(int offset) {
        return bytes.get(offset) & 0xff;
    }

    /** Unsigned: 0 to 65535. */
    public int getShort(int offset) {
        return bytes.getShort(offset) & 0xffff;
    }

    public int getInt(int offset) {
        return bytes.getInt(offset);
    }

    public long getLong(int offset) {
        return bytes.getLong(offset);
    }

    /** Copies {@code length} bytes of {@code source}, from {@code sourceOffset}, to {@code offset}. */
    public NativeBuffer put(int offset, byte[] source, int sourceOffset, int length) {
        bytes.put(offset, source, sourceOffset, length);
        return this;
    }

    /** Copies {@code length} bytes at {@code offset} to the start of {@code target}. */
    public void get(int offset, byte[] target, int length) {
        bytes.get(offset, target, 0, length);
    }
}
