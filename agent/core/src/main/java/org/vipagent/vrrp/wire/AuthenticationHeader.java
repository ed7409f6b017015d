package org.vipagent.vrrp.wire;

import javax.crypto.Mac;
import org.vipagent.net.IpAddress;

/**
 * The IP authentication header in front of version-2 adverts ({@code auth_type AH}): RFC 2402 with HMAC-MD5-96 (RFC
 * 2403), as RFC 2338 §5.3.6.3 has it and keepalived does it.
 *
 * <pre>
 * 0     next header: 112
 * 1     length in words less two: 4
 * 2-3   reserved
 * 4-7   security parameters index: the source address, since no receiver can choose one for a group
 * 8-11  sequence number
 * 12-23 digest of the IPv4 header, this header and the message, without what changes on the way
 * </pre>
 *
 * <p>keepalived keeps one number per instance: it believes what is above it, and sends it plus one. Whoever sends below
 * is not heard until it has heard the other. So ours follow the highest number that we sent or believed; what we
 * believe is kept per sender. One thread.
 */
final class AuthenticationHeader {
    static final int BYTES = 24;

    private static final int PROTOCOL = 51;
    private static final int LENGTH_IN_WORDS_LESS_TWO = 4;
    private static final int SPI = 4;
    private static final int SEQUENCE = 8;
    private static final int DIGEST = 12;
    private static final int DIGEST_BYTES = 12;
    private static final int MD5_BYTES = 16;
    private static final byte[] NO_DIGEST = new byte[DIGEST_BYTES];

    private static final int IP_HEADER = 20;
    private static final int LONGEST_IP_HEADER = 60;
    private static final int IP_TOTAL_LENGTH = 2;
    private static final int IP_IDENTIFICATION = 4;
    private static final int IP_FRAGMENT = 6;
    private static final int IP_TTL = 8;
    private static final int IP_PROTOCOL = 9;
    private static final int IP_CHECKSUM = 10;
    private static final int IP_SOURCE = 12;
    private static final int IP_DESTINATION = 16;
    private static final int MULTICAST_TTL = 255;

    // Half seconds since 2020: version 2 sends one advert a second, or less, so that a later start is above what was
    // sent before, and a peer that knew us does not take us for a replay. With three unicast peers or more, each with
    // its own numbers, it may be below: then it is believed once it has heard its successor. A clock beyond 2071 is
    // wrong, and would use the numbers up for everybody.
    private static final long START_OF_CLOCK_NANOS = 1_577_836_800_000_000_000L;
    private static final long CLOCK_UNIT_NANOS = 500_000_000L;
    private static final long HIGHEST_START = 0xC000_0000L;

    private final Mac mac;
    private final boolean unicast;
    private final byte[] ipHeader = new byte[LONGEST_IP_HEADER];
    private final byte[] digest = new byte[MD5_BYTES];
    private final ReplayMemory heard;
    private int sequence;
    private int identification;
    private boolean started;

    AuthenticationHeader(Authentication authentication, boolean unicast) {
        this(authentication, unicast, new ReplayMemory());
    }

    private AuthenticationHeader(Authentication authentication, boolean unicast, ReplayMemory heard) {
        this.mac = Digests.keyed("HmacMD5", authentication.key());
        this.unicast = unicast;
        this.heard = heard;
    }

    /** The same memory of numbers with another password. */
    AuthenticationHeader reconfigured(Authentication authentication, boolean nowUnicast) {
        AuthenticationHeader next = new AuthenticationHeader(authentication, nowUnicast, heard);
        next.sequence = sequence;
        next.identification = identification;
        next.started = started;
        return next;
    }

    /**
     * Writes the header in front of a message.
     *
     * @param target the message stands at {@link #BYTES}
     * @param length of header and message
     * @param realtime nanoseconds since 1970; only the first number of all depends on it
     * @return the identification that the IPv4 header must have
     */
    int sign(byte[] target, int length, IpAddress source, IpAddress destination, long realtime) {
        identification = identification % 0xffff + 1;
        write(target, source, nextSequence(realtime));
        ipHeader[0] = 0x45;
        put16(ipHeader, IP_TOTAL_LENGTH, IP_HEADER + length);
        put16(ipHeader, IP_IDENTIFICATION, identification);
        ipHeader[IP_TTL] = (byte) MULTICAST_TTL;
        ipHeader[IP_PROTOCOL] = PROTOCOL;
        source.copyTo(ipHeader, IP_SOURCE);
        destination.copyTo(ipHeader, IP_DESTINATION);
        digest(IP_HEADER, target, 0, length);
        System.arraycopy(digest, 0, target, DIGEST, DIGEST_BYTES);
        return identification;
    }

    private static void write(byte[] target, IpAddress source, int sequence) {
        target[0] = (byte) AdvertCodec.IP_PROTOCOL;
        target[1] = LENGTH_IN_WORDS_LESS_TWO;
        put16(target, 2, 0);
        source.copyTo(target, SPI);
        put16(target, SEQUENCE, sequence >>> 16);
        put16(target, SEQUENCE + 2, sequence);
    }

    private int nextSequence(long realtime) {
        if (!started) {
            started = true;
            long clock = (realtime - START_OF_CLOCK_NANOS) / CLOCK_UNIT_NANOS;
            if (clock > 0 && clock < HIGHEST_START && Integer.compareUnsigned((int) clock, sequence) > 0) {
                sequence = (int) clock;
            }
        }
        sequence++;
        if (sequence == 0) {
            sequence = 1;
        }
        return sequence;
    }

    /** Why the header of a packet is not believed; null if it is. */
    DropReason refusal(Datagram packet) {
        byte[] buffer = packet.buffer();
        int at = packet.offset();
        if (packet.headerLength() < IP_HEADER || packet.headerLength() > LONGEST_IP_HEADER) {
            return DropReason.BAD_AUTH_HEADER;
        }
        boolean ours = buffer[at] == AdvertCodec.IP_PROTOCOL
                && buffer[at + 1] == LENGTH_IN_WORDS_LESS_TWO
                && packet.source().matches(buffer, at + SPI);
        if (!ours) {
            return DropReason.BAD_AUTH_HEADER;
        }
        System.arraycopy(buffer, at - packet.headerLength(), ipHeader, 0, packet.headerLength());
        digest(packet.headerLength(), buffer, at, packet.length());
        if (!Digests.equal(digest, buffer, at + DIGEST, DIGEST_BYTES)) {
            return DropReason.BAD_AUTH_HEADER;
        }
        int number = get16(buffer, at + SEQUENCE) << 16 | get16(buffer, at + SEQUENCE + 2);
        if (!heard.accepts(packet.source(), (long) number << 32)) {
            return DropReason.REPLAYED;
        }
        if (after(number, sequence)) {
            sequence = number;
        }
        return null;
    }

    /** RFC 2402 §3.3.3: without the fields of the IPv4 header that routers change, and the digest as zero. */
    private void digest(int headerLength, byte[] packet, int at, int length) {
        ipHeader[1] = 0;
        put16(ipHeader, IP_FRAGMENT, 0);
        put16(ipHeader, IP_CHECKSUM, 0);
        if (unicast) {
            // keepalived leaves it in for the group, where nothing but 255 is believed.
            ipHeader[IP_TTL] = 0;
        }
        mac.update(ipHeader, 0, headerLength);
        mac.update(packet, at, DIGEST);
        mac.update(NO_DIGEST);
        mac.update(packet, at + BYTES, length - BYTES);
        Digests.finish(mac, digest);
    }

    private static boolean after(int one, int other) {
        return ReplayMemory.after((long) one << 32, (long) other << 32);
    }

    private static int get16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    private static void put16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }
}
