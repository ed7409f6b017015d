package org.vipagent.vrrp.wire;

import javax.crypto.Mac;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Hmac.AntiReplay;

/**
 * The trailer of {@link Hmac} behind the message, as keepalived 2.4 has it:
 *
 * <pre>
 * 0     type: 1 = HMAC-SHA-256 cut to 128 bits
 * 1     id of the key
 * 2-3   reserved
 * 4-7   seconds since 1970   ⎫
 * 8-9   1/65536 seconds      ⎬ one number of 64 bits that grows with each packet
 * 10-11 counter within these ⎭
 * 12-27 digest of a header of its own (family, version, VRID, zero, source in 16 bytes), of the message with its
 *       checksum as zero, and of this trailer with the digest as zero
 * </pre>
 *
 * <p>Remembers the numbers that were sent and heard. One thread.
 */
final class HmacTrailer {
    static final int BYTES = 28;

    private static final byte TYPE_SHA256 = 1;
    private static final int TYPE = 0;
    private static final int KEY = 1;
    private static final int RESERVED = 2;
    private static final int SEQUENCE = 4;
    private static final int DIGEST = 12;
    private static final int DIGEST_BYTES = 16;
    private static final int SHA256_BYTES = 32;
    private static final int KEY_IDS = 256;

    private static final int OWN_HEADER = 20;
    private static final int CHECKSUM = 6;
    private static final int CHECKSUM_END = 8;
    private static final byte[] ZEROS = new byte[DIGEST_BYTES];

    private static final long SECOND = 1_000_000_000L;

    private final Hmac config;
    private final Mac[] macs = new Mac[KEY_IDS];
    private final byte[] ownHeader = new byte[OWN_HEADER];
    private final byte[] digest = new byte[SHA256_BYTES];
    private final ReplayMemory heard;
    private long sent;

    HmacTrailer(Hmac config, AdvertFormat format) {
        this(config, format, new ReplayMemory());
    }

    private HmacTrailer(Hmac config, AdvertFormat format, ReplayMemory heard) {
        this.config = config;
        this.heard = heard;
        config.keys().forEach(key -> macs[key.id()] = Digests.keyed("HmacSHA256", key.secret()));
        ownHeader[0] = (byte) (format.family() == AddressFamily.INET ? 4 : 6);
        ownHeader[1] = (byte) format.version();
        ownHeader[2] = (byte) format.vrid();
    }

    /** The same memory of numbers with other keys or rules. */
    HmacTrailer reconfigured(Hmac newConfig, AdvertFormat format) {
        HmacTrailer next = new HmacTrailer(newConfig, format, heard);
        next.sent = sent;
        return next;
    }

    /** Whether ours carry it. */
    boolean isSent() {
        return config.mode() != Hmac.Mode.RECEIVE_ONLY;
    }

    /** Whether others' must carry it. */
    boolean isDemanded() {
        return config.mode() == Hmac.Mode.ENFORCE;
    }

    /**
     * Writes the trailer behind a message.
     *
     * @param target the message, from {@code at} to {@code end}
     * @param realtime nanoseconds since 1970
     */
    void sign(byte[] target, int at, int end, IpAddress source, long realtime) {
        sent = next(realtime);
        target[end + TYPE] = TYPE_SHA256;
        target[end + KEY] = (byte) config.activeKey();
        target[end + RESERVED] = 0;
        target[end + RESERVED + 1] = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            target[end + SEQUENCE + i] = (byte) (sent >> (56 - 8 * i));
        }
        digest(macs[config.activeKey()], source, target, at, end);
        System.arraycopy(digest, 0, target, end + DIGEST, DIGEST_BYTES);
    }

    /** The clock, or one more than the last number if that is not yet reached. */
    private long next(long realtime) {
        long fraction = Math.floorMod(realtime, SECOND) * 65_536 / SECOND;
        long clock = Math.floorDiv(realtime, SECOND) << 32 | fraction << 16;
        // From 2038 on the clock is negative, and not after the zero of who has sent nothing yet.
        boolean first = sent == 0 && clock != 0;
        // A clock that was far ahead and is right again: whose clock is right too has believed nothing from that time,
        // and whose clock was as wrong forgets it (see refusal).
        boolean setBack = config.antiReplay() == AntiReplay.TIME && ReplayMemory.after(sent, latestInWindow(realtime));
        return first || setBack || ReplayMemory.after(clock, sent) ? clock : sent + 1;
    }

    /**
     * Why the trailer of a packet is not believed; null if it is. The cheap checks come first, so that a flood of
     * forged packets costs no digest each.
     *
     * @param end where the message ends and the trailer begins, in the packet's buffer
     * @param realtime nanoseconds since 1970
     */
    DropReason refusal(Datagram packet, int end, long realtime) {
        byte[] buffer = packet.buffer();
        if (buffer[end + TYPE] != TYPE_SHA256 || buffer[end + RESERVED] != 0 || buffer[end + RESERVED + 1] != 0) {
            return DropReason.MALFORMED_HMAC;
        }
        if (Math.abs((long) clockOffSeconds(packet, end, realtime)) > windowSeconds()) {
            return DropReason.STALE;
        }
        Mac mac = macs[buffer[end + KEY] & 0xff];
        if (mac == null) {
            return DropReason.UNKNOWN_KEY;
        }
        digest(mac, packet.source(), buffer, packet.offset(), end);
        if (!Digests.equal(digest, buffer, end + DIGEST, DIGEST_BYTES)) {
            return DropReason.BAD_HMAC;
        }
        if (config.antiReplay() == AntiReplay.TIME) {
            // Heard while our clock was wrong as well. To hear it again would be stale, so nothing is lost with it; to
            // keep it would shut its sender out until our clock is there again.
            heard.forgetAfter(packet.source(), latestInWindow(realtime));
        }
        return heard.accepts(packet.source(), sequence(buffer, end)) ? null : DropReason.REPLAYED;
    }

    /** How far the time stamp is ahead of our clock, in seconds; 0 where clocks are not compared. */
    int clockOffSeconds(Datagram packet, int end, long realtime) {
        if (config.antiReplay() != AntiReplay.TIME) {
            return 0;
        }
        return seconds(sequence(packet.buffer(), end)) - (int) Math.floorDiv(realtime, SECOND);
    }

    private long windowSeconds() {
        return config.timeWindowNanos() / SECOND;
    }

    /** The last number that would not be stale now. */
    private long latestInWindow(long realtime) {
        return (Math.floorDiv(realtime, SECOND) + windowSeconds()) << 32 | 0xffff_ffffL;
    }

    private static long sequence(byte[] buffer, int end) {
        long sequence = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            sequence = sequence << 8 | (buffer[end + SEQUENCE + i] & 0xff);
        }
        return sequence;
    }

    /** The upper half; differences are right also where it wraps. */
    private static int seconds(long sequence) {
        return (int) (sequence >> 32);
    }

    private void digest(Mac mac, IpAddress source, byte[] buffer, int at, int end) {
        source.copyTo(ownHeader, 4);
        mac.update(ownHeader);
        mac.update(buffer, at, CHECKSUM);
        mac.update(ZEROS, 0, CHECKSUM_END - CHECKSUM);
        mac.update(buffer, at + CHECKSUM_END, end + DIGEST - at - CHECKSUM_END);
        mac.update(ZEROS);
        Digests.finish(mac, digest);
    }
}
