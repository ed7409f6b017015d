package org.vipagent.vrrp.wire;

/**
 * Whether version-3 unicast adverts over IPv4 are summed with the multicast group instead of their destination, as
 * keepalived did up to 1.3.6 ({@code old_unicast_checksum}).
 */
public enum OldUnicastChecksum {
    /** Sends the new form and believes both. */
    ACCEPT,
    /** Sends the old form. */
    SEND,
    /** Believes only the new form. */
    NEVER
}
