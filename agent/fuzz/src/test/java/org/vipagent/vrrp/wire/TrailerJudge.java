package org.vipagent.vrrp.wire;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;

/**
 * Whether keepalived 2.4's trailer is right.
 *
 * @param message with its trailer, which begins at {@code at}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TrailerJudge(Hmac hmac, AdvertFormat format, IpAddress source, byte[] message, int at) {
    private static final int DIGEST = 12;

    boolean isTrue(DropReason reason, long realtime) {
        return switch (reason) {
            case MALFORMED_HMAC -> message[at] != 1 || message[at + 2] != 0 || message[at + 3] != 0;
            case STALE ->
                hmac.antiReplay() == Hmac.AntiReplay.TIME
                        && Math.abs(clockOff(realtime)) * 1_000_000_000L > hmac.timeWindowNanos();
            case UNKNOWN_KEY -> key().isEmpty();
            case BAD_HMAC ->
                key().isPresent() && !Arrays.equals(digest(), Arrays.copyOfRange(message, at + DIGEST, at + 28));
            default -> throw new IllegalArgumentException(reason + " says nothing of a trailer");
        };
    }

    /** In seconds; the stamp has 32 bits of them, so that the nearest such moment is meant. */
    long clockOff(long realtime) {
        return (int) (ByteBuffer.wrap(message).getInt(at + 4) - realtime / 1_000_000_000L);
    }

    /** The key that it says it is made with. */
    Optional<Hmac.Key> key() {
        return hmac.keys().stream()
                .filter(key -> key.id() == (message[at + 1] & 0xff))
                .findFirst();
    }

    byte[] digest() {
        byte[] covered = message.clone();
        covered[6] = 0;
        covered[7] = 0;
        Arrays.fill(covered, at + DIGEST, at + 28, (byte) 0);
        byte[] own = new byte[20];
        own[0] = (byte) (format.family() == AddressFamily.INET ? 4 : 6);
        own[1] = (byte) format.version();
        own[2] = (byte) format.vrid();
        source.copyTo(own, 4);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key().orElseThrow().secret(), "HmacSHA256"));
            mac.update(own);
            return Arrays.copyOf(mac.doFinal(covered), 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
