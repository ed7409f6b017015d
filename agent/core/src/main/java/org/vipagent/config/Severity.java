package org.vipagent.config;

/** How much a diagnostic matters. */
public enum Severity {
    /** The configuration cannot be used. */
    ERROR,
    /** It can, but does not mean what it seems to. */
    WARNING
}
