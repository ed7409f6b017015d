package org.vipagent.vrrp.wire;

/** A packet, read: an advert to be believed, or a reason why not. */
public sealed interface Decoded {
    /**
     * Passed every check of RFC 9568 §7.1 (or RFC 3768 §7.1).
     *
     * @param otherChecksumForm the sender sums the other form of the version-3 IPv4 checksum than we send (RFC 9568
     *     §5.2.8 against the reading of RFC 5798 that keepalived has): believed, but it may not believe ours
     */
    record Valid(Advert advert, boolean otherChecksumForm) implements Decoded {}

    /** Not to be believed: touches no timer, costs a counter. */
    record Dropped(DropReason reason) implements Decoded {}
}
