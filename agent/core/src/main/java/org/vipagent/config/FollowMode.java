package org.vipagent.config;

/** When the cloud is made to follow the master. */
public enum FollowMode {
    /** What traffic needs at once; what would interrupt a working path only after the settle time. */
    AUTO,
    /** Everything at once. */
    IMMEDIATE,
    /** Look and report; write only when the operator says so. */
    MANUAL
}
