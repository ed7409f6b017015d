package org.vipagent.config;

/** {@code old_unicast_checksum}: the form that keepalived used up to 1.3.6 for version 3 unicast over IPv4. */
public enum OldChecksum {
    /** Without the word: the new form is sent, both are believed. */
    ACCEPT,
    /** With the word alone: the old form is sent. */
    SEND,
    /** With {@code never}: only the new form is believed. */
    NEVER
}
