package org.vipagent.net;

import java.util.Optional;

/**
 * An address with a prefix length, as {@code ip addr} prints it. The host bits are kept: {@code 10.5.0.100/21} is an
 * address on a network, not the network.
 *
 * @param address the address
 * @param prefixLength 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record Cidr(IpAddress address, int prefixLength) {
    public Cidr {
        if (prefixLength < 0 || prefixLength > address.family().bits()) {
            throw new IllegalArgumentException("/" + prefixLength + " is no prefix length for " + address + ": 0 to "
                    + address.family().bits());
        }
    }

    /** The address alone, as a host: /32 or /128. */
    public static Cidr host(IpAddress address) {
        return new Cidr(address, address.family().bits());
    }

    /**
     * Parses {@code ADDRESS} (a host) or {@code ADDRESS/LENGTH}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Cidr parse(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not ADDRESS[/PREFIX]"));
    }

    /** As {@link #parse}, but empty where the text is no address with an optional prefix. */
    public static Optional<Cidr> tryParse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return IpAddress.tryParse(text).map(Cidr::host);
        }
        String length = text.substring(slash + 1);
        if (!length.matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(length);
        return IpAddress.tryParse(text.substring(0, slash))
                .filter(a -> prefix <= a.family().bits())
                .map(a -> new Cidr(a, prefix));
    }

    /** Whether {@code other} lies in this network; false across families. */
    public boolean contains(IpAddress other) {
        if (other.family() != address.family()) {
            return false;
        }
        byte[] mine = address.toBytes();
        byte[] theirs = other.toBytes();
        int whole = prefixLength / 8;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != theirs[i]) {
                return false;
            }
        }
        int rest = prefixLength % 8;
        int mask = 0xff << (8 - rest) & 0xff;
        return rest == 0 || (mine[whole] & mask) == (theirs[whole] & mask);
    }

    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
