package org.vipagent.cloud.cloudstack.api;

/** How an asynchronous job stands. Decided by {@code jobstatus} alone: the codes beside it differ between versions. */
public sealed interface Job {
    /** Not ended yet. */
    record Pending() implements Job {}

    /** Ended well. */
    record Succeeded() implements Job {}

    /**
     * Ended badly.
     *
     * @param text the reason, cleaned
     */
    record Failed(String text) implements Job {}

    /** Ended badly without saying how, as after a crash of the server: it may have done anything. */
    record Vanished() implements Job {}
}
