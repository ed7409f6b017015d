package org.vipagent.fuzz;

import java.util.Arrays;

/** Puts bytes into a larger buffer whose rest is of one value, so that a decoder that looks beyond its packet shows. */
public final class Poison {
    /** Bytes before the packet in a buffer of {@link #around}. */
    public static final int BEFORE = 64;

    private Poison() {}

    /** A buffer that begins with the bytes; at least {@code room} long. */
    public static byte[] behind(byte[] bytes, int room, int poison) {
        byte[] place = new byte[Math.max(room, bytes.length) + BEFORE];
        Arrays.fill(place, (byte) poison);
        System.arraycopy(bytes, 0, place, 0, bytes.length);
        return place;
    }

    /** A buffer with the bytes at {@link #BEFORE}. */
    public static byte[] around(byte[] bytes, int poison) {
        byte[] place = new byte[BEFORE + bytes.length + BEFORE];
        Arrays.fill(place, (byte) poison);
        System.arraycopy(bytes, 0, place, BEFORE, bytes.length);
        return place;
    }
}
