package org.vipagent.vrrp.wire;

/** What a checksum sums beside the message; peers differ. */
public enum ChecksumForm {
    /** Nothing: version 2 always, and version 3 over IPv4 by RFC 9568 §5.2.8. */
    MESSAGE_ALONE("of the message alone (v3_checksum_as_v2)"),
    /** A pseudo-header with the real destination: IPv6 always, and keepalived and FRR over IPv4. */
    PSEUDO_HEADER("with a pseudo-header"),
    /** A pseudo-header with the group although the packet is unicast, as keepalived did up to 1.3.6. */
    OLD_UNICAST("with the multicast group in the pseudo-header (old_unicast_checksum)");

    private final String words;

    ChecksumForm(String words) {
        this.words = words;
    }

    /** Completes "a checksum …". */
    public String words() {
        return words;
    }
}
