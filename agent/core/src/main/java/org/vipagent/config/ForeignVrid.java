package org.vipagent.config;

/** What to do with adverts on our VRID that share no address with us and come from no configured peer. */
public enum ForeignVrid {
    /** Another cluster uses our VRID: drop, count and raise it. */
    DROP,
    /** Take part in its election, as RFC 9568 §7.1 has it. */
    PROCESS
}
