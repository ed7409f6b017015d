package org.vipagent.vrrp.wire;

import org.vipagent.net.IpAddress;

/** The Internet checksum (RFC 1071): the one's complement of the one's complement sum of 16-bit words. */
final class Checksum {
    private Checksum() {}

    /** The plain sum of the big-endian 16-bit words; an odd last byte is padded with zero. */
    static long sum(byte[] bytes, int offset, int length) {
        long sum = 0;
        int end = offset + length;
        for (int i = offset; i + 1 < end; i += 2) {
            sum += (bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff);
        }
        return length % 2 == 0 ? sum : sum + ((bytes[end - 1] & 0xff) << 8);
    }

    /**
     * The sum of a pseudo-header. The classic IPv4 one (source, destination, zero, protocol, length) and that of RFC
     * 8200 §8.1 have the same words but for the length of the addresses.
     */
    static long pseudoHeader(IpAddress source, IpAddress destination, int length) {
        return sum(source) + sum(destination) + AdvertCodec.IP_PROTOCOL + length;
    }

    private static long sum(IpAddress address) {
        long sum = 0;
        for (int i = 0; i < address.family().bytes(); i += 2) {
            sum += address.octet(i) << 8 | address.octet(i + 1);
        }
        return sum;
    }

    /** Folds the carries in and complements. */
    static int finish(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) ~folded & 0xffff;
    }
}
