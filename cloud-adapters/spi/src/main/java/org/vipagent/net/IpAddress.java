package org.vipagent.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * An IPv4 or IPv6 address as a value.
 *
 * <p>Ordered as unsigned integers in network byte order, which is the order that decides between two routers of the
 * same priority (RFC 9568 §6.4.3); IPv4 sorts before IPv6. Parsing accepts literals only and never asks DNS.
 */
public final class IpAddress implements Comparable<IpAddress> {
    private final byte[] bytes;

    private IpAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * An address from its bytes in network order.
     *
     * @param bytes 4 or 16 bytes; copied
     * @throws IllegalArgumentException for any other length
     */
    public static IpAddress of(byte[] bytes) {
        if (bytes.length != 4 && bytes.length != 16) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length);
        }
        return new IpAddress(bytes.clone());
    }

    /** An address from {@code family.bytes()} bytes of an array, starting at {@code offset}. */
    public static IpAddress of(byte[] source, int offset, AddressFamily family) {
        return new IpAddress(Arrays.copyOfRange(source, offset, offset + family.bytes()));
    }

    /**
     * An address from its text form.
     *
     * @throws IllegalArgumentException if the text is no IPv4 or IPv6 literal; host names are refused
     */
    public static IpAddress parse(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not an IP address"));
    }

    /** As {@link #parse}, but empty where the text is no address literal. */
    public static Optional<IpAddress> tryParse(String text) {
        return text.indexOf(':') >= 0 ? tryParseV6(text) : tryParseV4(text);
    }

    private static Optional<IpAddress> tryParseV4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        byte[] result = new byte[4];
        for (int i = 0; i < 4; i++) {
            String part = parts[i];
            boolean digits =
                    !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
            // A leading zero is octal to some tools and decimal to others: refuse what cannot be read in one way only.
            if (!digits || (part.length() > 1 && part.charAt(0) == '0') || Integer.parseInt(part) > 255) {
                return Optional.empty();
            }
            result[i] = (byte) Integer.parseInt(part);
        }
        return Optional.of(new IpAddress(result));
    }

    private static Optional<IpAddress> tryParseV6(String text) {
        boolean literal = text.chars().allMatch(c -> c == ':' || c == '.' || (c < 128 && Character.digit(c, 16) >= 0));
        if (!literal) {
            return Optional.empty();
        }
        try {
            // A text with a colon is only ever read as a literal, never looked up; an IPv4-mapped one comes back as
            // IPv4.
            InetAddress address = InetAddress.getByName(text);
            byte[] raw = address.getAddress();
            return address instanceof Inet4Address ? Optional.empty() : Optional.of(new IpAddress(raw));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    public AddressFamily family() {
        return bytes.length == 4 ? AddressFamily.INET : AddressFamily.INET6;
    }

    /** A copy of the bytes in network order. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** Writes the bytes into {@code target} at {@code offset}; allocates nothing. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }

    /** One of the bytes in network order, 0 to 255; {@code index} from 0. Allocates nothing. */
    public int octet(int index) {
        return bytes[index] & 0xff;
    }

    /** Whether {@code source} holds this address at {@code offset}; allocates nothing. */
    public boolean matches(byte[] source, int offset) {
        return Arrays.equals(bytes, 0, bytes.length, source, offset, offset + bytes.length);
    }

    public boolean isMulticast() {
        return bytes.length == 4 ? (bytes[0] & 0xf0) == 0xe0 : (bytes[0] & 0xff) == 0xff;
    }

    public boolean isLinkLocal() {
        return bytes.length == 4
                ? (bytes[0] & 0xff) == 169 && (bytes[1] & 0xff) == 254
                : (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xc0) == 0x80;
    }

    /** All zero bits: {@code 0.0.0.0} or {@code ::}. */
    public boolean isUnspecified() {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(IpAddress other) {
        int byFamily = Integer.compare(bytes.length, other.bytes.length);
        return byFamily != 0 ? byFamily : Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The canonical text: dotted decimal, or RFC 5952. */
    @Override
    public String toString() {
        if (bytes.length == 4) {
            return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[3] & 0xff);
        }
        return formatV6();
    }

    private int group(int index) {
        return (bytes[2 * index] & 0xff) << 8 | (bytes[2 * index + 1] & 0xff);
    }

    private String formatV6() {
        int bestStart = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int length = 0;
            while (i + length < 8 && group(i + length) == 0) {
                length++;
            }
            if (length > bestLength) {
                bestStart = i;
                bestLength = length;
            }
            i += length;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == bestStart) {
                text.append("::");
                i += bestLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(group(i)));
        }
        return text.toString();
    }
}
