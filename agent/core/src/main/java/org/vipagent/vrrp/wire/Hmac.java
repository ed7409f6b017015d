package org.vipagent.vrrp.wire;

import java.security.MessageDigest;
import java.util.List;

/**
 * The trailer that proves who sent an advert ({@code auth_hmac} of keepalived 2.4): HMAC-SHA-256 cut to 128 bits, with
 * a time stamp against replays.
 *
 * @param keys believed on reception, 1 to 256, ids distinct
 * @param activeKey the id of the key that ours are made with
 * @param timeWindowNanos how far a time stamp may be off, 1 to 300 s; parts of a second do not count
 */
public record Hmac(List<Key> keys, int activeKey, AntiReplay antiReplay, long timeWindowNanos, Mode mode) {
    /** What a time stamp counts. */
    public enum AntiReplay {
        /** Wall-clock time: both machines need synchronised clocks. */
        TIME,
        /** Something that only grows: the receiver compares with what it heard last. */
        MONOTONIC
    }

    /** The three steps of a roll-out. */
    public enum Mode {
        /** Sends the trailer; believes nothing without a right one. */
        ENFORCE,
        /** Sends the trailer; believes adverts without one too. */
        PERMISSIVE,
        /** Sends none, since old receivers drop it for its length; believes both. */
        RECEIVE_ONLY
    }

    /** The shortest secret that keepalived takes, in bytes. */
    public static final int LEAST_SECRET_BYTES = 32;

    /** The longest secret that keepalived takes, in bytes. */
    public static final int MOST_SECRET_BYTES = 64;

    private static final long SECOND = 1_000_000_000L;

    /**
     * A secret and its number; the text form never shows the secret.
     *
     * @param id 0 to 255
     * @param secret {@value #LEAST_SECRET_BYTES} to {@value #MOST_SECRET_BYTES} bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // compared below
    public record Key(int id, byte[] secret) {
        public Key {
            require(id >= 0 && id <= 255, "the id of a key is 0 to 255, not " + id);
            require(
                    secret.length >= LEAST_SECRET_BYTES && secret.length <= MOST_SECRET_BYTES,
                    "a key has " + LEAST_SECRET_BYTES + " to " + MOST_SECRET_BYTES + " bytes, not " + secret.length);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && id == that.id && MessageDigest.isEqual(secret, that.secret);
        }

        @Override
        public int hashCode() {
            return id;
        }

        @Override
        public String toString() {
            return "Key[id=" + id + ", secret=***]";
        }
    }

    public Hmac {
        keys = List.copyOf(keys);
        require(keys.stream().mapToInt(Key::id).distinct().count() == keys.size(), "two keys have the same id");
        require(keys.stream().anyMatch(key -> key.id() == activeKey), "there is no key " + activeKey);
        require(
                timeWindowNanos >= SECOND && timeWindowNanos <= 300 * SECOND,
                "a time window is 1 to 300 s, not " + timeWindowNanos + " ns");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
