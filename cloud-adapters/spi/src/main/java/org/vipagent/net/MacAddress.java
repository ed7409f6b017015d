package org.vipagent.net;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * An Ethernet hardware address.
 *
 * @param value the 48 bits, most significant first, in the low bits of the long
 */
public record MacAddress(long value) implements Comparable<MacAddress> {
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    /** {@code ff:ff:ff:ff:ff:ff}. */
    public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

    public MacAddress {
        if (value >>> 48 != 0) {
            throw new IllegalArgumentException("a hardware address has 48 bits");
        }
    }

    /** From 6 bytes of an array, starting at {@code offset}. */
    public static MacAddress of(byte[] source, int offset) {
        long value = 0;
        for (int i = 0; i < 6; i++) {
            value = value << 8 | (source[offset + i] & 0xff);
        }
        return new MacAddress(value);
    }

    /** Parses {@code 02:00:56:df:00:0f}, in any letter case, with colons or dashes; empty where it is none. */
    public static Optional<MacAddress> tryParse(String text) {
        String folded = text.toLowerCase(Locale.ROOT).replace('-', ':');
        if (!folded.matches("([0-9a-f]{2}:){5}[0-9a-f]{2}")) {
            return Optional.empty();
        }
        return Optional.of(of(COLONS.parseHex(folded), 0));
    }

    /**
     * As {@link #tryParse}.
     *
     * @throws IllegalArgumentException if the text is no hardware address
     */
    public static MacAddress parse(String text) {
        return tryParse(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not a hardware address"));
    }

    /** The six bytes, in the order of the wire. */
    public byte[] toBytes() {
        byte[] bytes = new byte[6];
        copyTo(bytes, 0);
        return bytes;
    }

    /** Writes the six bytes into {@code target}, starting at {@code offset}; allocates nothing. */
    public void copyTo(byte[] target, int offset) {
        for (int i = 0; i < 6; i++) {
            target[offset + i] = (byte) (value >>> (40 - 8 * i));
        }
    }

    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(value, other.value);
    }

    /** Lower-case hexadecimal with colons, as {@code ip link} prints it. */
    @Override
    public String toString() {
        return COLONS.formatHex(toBytes());
    }
}
