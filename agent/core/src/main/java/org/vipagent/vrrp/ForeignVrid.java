package org.vipagent.vrrp;

/** What to do with an advert on our VRID that shares no virtual address with us and comes from no configured peer. */
public enum ForeignVrid {
    /** Not believed, counted, raised: a documented deviation from RFC 9568 §7.1. */
    DROP,
    /** Believed, as RFC 9568 wants it. */
    PROCESS
}
