package org.vipagent.vrrp.wire;

import java.util.List;

/**
 * The trailer that proves who sent an advert ({@code auth_hmac} of keepalived 2.4): HMAC-SHA-256 cut to 128 bits, with a
 * time stamp against replays.
 *
 * @param keys believed on reception, at least one, ids distinct
 * @param activeKey the id of the key that ours are made with
 * @param timeWindowNanos how far a time stamp may be off, 1 to 300 s
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

    /** A secret and its number; the text form never shows the secret. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Key(int id, byte[] secret) {
        @Override
        public String toString() {
            return "Key[id=" + id + ", secret=***]";
        }
    }

    public Hmac {
        keys = List.copyOf(keys);
        if (keys.stream().noneMatch(key -> key.id() == activeKey)) {
            throw new IllegalArgumentException("there is no key " + activeKey);
        }
    }
}
