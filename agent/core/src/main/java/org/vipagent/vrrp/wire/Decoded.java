package org.vipagent.vrrp.wire;

/** A packet, read: an advert to be believed, or a reason why not. */
public sealed interface Decoded {
    /**
     * Passed every check of RFC 9568 §7.1 (or RFC 3768 §7.1) that needs no knowledge of the peers.
     *
     * @param checksum the form that the sender uses; it may believe no other
     * @param trailer whether it carried an HMAC trailer, which was right then
     * @param clockOffSeconds how far the time stamp of the trailer is ahead of our clock; negative where it is behind,
     *     0 where clocks are not compared
     */
    record Valid(Advert advert, ChecksumForm checksum, boolean trailer, int clockOffSeconds) implements Decoded {}

    /**
     * Not to be believed: touches no timer, costs a counter.
     *
     * @param clockOffSeconds as for {@link Valid}; only said with {@link DropReason#STALE}
     */
    record Dropped(DropReason reason, int clockOffSeconds) implements Decoded {
        Dropped(DropReason reason) {
            this(reason, 0);
        }
    }
}
