package org.vipagent.vrrp;

/** Things worth an operator's eye that change no role. */
public enum RouterEvent {
    /** Another cluster uses our VRID. */
    VRID_CLASH,
    /** Another node has our address. */
    SAME_ADDRESS,
    /** This machine or process stood still for longer than a master-down interval. */
    PAUSE_NOTICED,
    /** A peer's list of virtual addresses is not ours. */
    ADDRESS_LIST_DIFFERS,
    /** A version-3 peer's advert interval is not ours. */
    INTERVAL_DIFFERS,
    /** A lesser master was heard while master, as at the end of a partition: look at the cloud again. */
    LOSER_HEARD,
    /** Another station has our addresses although we are master: as at the end of a partition, or worse. */
    ADDRESS_CLAIMED,
    /** Two routers say that they own the addresses (priority 255). */
    TWO_OWNERS,
    /** A peer sums its adverts in another form than we do: it may not believe ours. */
    OTHER_CHECKSUM_FORM,
    /** A peer lists a global IPv6 address where RFC 9568 §5.2.9 wants the link-local one. */
    GLOBAL_ADDRESS_FIRST,
    /** A peer's advert was believed without an HMAC trailer, as the roll-out mode says. */
    NOT_AUTHENTICATED,
    /** A peer's clock is off by more than half of {@code time_window}. */
    CLOCK_OFF,
    /** A packet was not believed for a reason without an event of its own. */
    PACKET_DROPPED
}
