package org.vipagent.config;

import java.time.Duration;
import java.util.List;

/**
 * An {@code auth_hmac} block: each advert carries a trailer that proves who sent it, and when (keepalived 2.4).
 *
 * @param keys believed on reception, at least one; ids are distinct
 * @param activeKey the id of the one that ours are made with
 * @param antiReplay what the time stamp counts
 * @param timeWindow how far a time stamp may be off, 1 to 300 s; without a meaning for {@link AntiReplay#MONOTONIC}
 * @param mode how far the roll-out is
 */
public record HmacAuthentication(
        List<HmacKey> keys, int activeKey, AntiReplay antiReplay, Duration timeWindow, Mode mode) {
    public HmacAuthentication {
        keys = List.copyOf(keys);
    }

    /** {@code anti_replay}. */
    public enum AntiReplay {
        /** Wall-clock time: the nodes' clocks must agree. */
        TIME,
        /** Whatever grows with each advert of a sender. */
        MONOTONIC
    }

    /** {@code mode}. */
    public enum Mode {
        /** Sends the trailer and believes nothing without a right one. */
        ENFORCE,
        /** Sends the trailer and believes adverts without one too. */
        PERMISSIVE,
        /** Sends none and believes both. */
        RECEIVE_ONLY
    }
}
