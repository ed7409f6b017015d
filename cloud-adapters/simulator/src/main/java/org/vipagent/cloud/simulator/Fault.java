package org.vipagent.cloud.simulator;

/**
 * One thing that shall go wrong.
 *
 * @param kind what goes wrong
 * @param command the API command that it meets, such as {@code addIpToNic}, or {@code *} for any
 * @param times how often, at least 1; {@link Integer#MAX_VALUE} means until it is cleared
 * @param status the HTTP status for {@link Kind#STATUS}, else 0
 */
public record Fault(Kind kind, String command, int times, int status) {
    /** Matches any command. */
    public static final String ANY = "*";

    /** Ways to fail. */
    public enum Kind {
        /** The call is refused with a status and does nothing. */
        STATUS,
        /** The call is carried out and its answer is lost. */
        ANSWER_LOST,
        /** The job ends with a failure and does nothing more than the call itself did. */
        JOB_FAILS,
        /** The job stays pending for ever and does nothing. */
        JOB_HANGS,
        /** The virtual router refuses a command. */
        ROUTER_FAILS,
        /** The server takes the request and never answers; nothing is carried out. HTTP server only. */
        HTTP_HANG,
        /** The server closes the connection instead of answering; nothing is carried out. HTTP server only. */
        HTTP_RESET,
        /** Nobody listens on the API's port. HTTP server only; counts no calls and lasts until it is cleared. */
        HTTP_REFUSE
    }

    public Fault {
        if (times < 1) {
            throw new IllegalArgumentException("a fault has to strike at least once, not " + times + " times");
        }
        if (kind == Kind.STATUS && (status < 400 || status > 599)) {
            throw new IllegalArgumentException(status + " is no HTTP status of a failure: 400 to 599");
        }
    }

    boolean meets(Kind wanted, String calledCommand) {
        return kind == wanted && (command.equals(ANY) || command.equals(calledCommand));
    }

    Fault struck() {
        return times == Integer.MAX_VALUE ? this : new Fault(kind, command, times - 1, status);
    }
}
