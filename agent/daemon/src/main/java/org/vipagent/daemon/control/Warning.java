package org.vipagent.daemon.control;

/**
 * Something odd about an instance that does its work.
 *
 * @param text without the name of the instance
 */
record Warning(Kind kind, String text) {
    /** What is odd, the worst first. */
    enum Kind {
        SECOND_MASTER,
        ADDRESS_CLAIMED,
        CLAIM_CONTESTED,
        PACKETS_DROPPED,
        OTHER_INTERVAL,
        STOOD_STILL,
        NOT_ON_TIME
    }
}
