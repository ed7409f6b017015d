package org.vipagent.cloud;

/**
 * Why a look or a step failed.
 *
 * @param kind the class that decides what to do next
 * @param text what happened, in one line, fit for {@code vipagent status}; never holds a secret
 */
public record CloudFailure(Kind kind, String text) {
    /** Classes of failure. Decided by status codes and by looking again, never by the cloud's error texts. */
    public enum Kind {
        /** No connection: refused, unreachable, unknown host, TLS refused. */
        UNREACHABLE,
        /** Connected, but no answer in time. */
        TIMEOUT,
        /** The cloud refuses the key, the signature or the clock (CloudStack: 401). */
        AUTHENTICATION,
        /** Too many requests (CloudStack: 429). */
        THROTTLED,
        /** This key may not call this command, or the cloud does not know it (CloudStack: 432, 405, 531). */
        NOT_PERMITTED,
        /** The cloud refuses these parameters or sees a conflict: look again and decide (CloudStack: 431, 536, 537). */
        REFUSED,
        /** The cloud failed inside (CloudStack: 530, 533 to 535, other 5xx). */
        SERVER,
        /** An asynchronous job ended with a failure. */
        JOB_FAILED,
        /** An asynchronous job did not end in time. */
        JOB_TIMEOUT,
        /** The circuit breaker or the rate limit held the request back; nothing was sent. */
        HELD_BACK,
        /** The answer cannot be read as the protocol. */
        PROTOCOL,
        /** The configuration does not fit what the cloud shows: no such public address, own machine not found. */
        MISCONFIGURED
    }

    /**
     * An adapter that threw what it should not have. Names only the class and the place: the message of an unforeseen
     * exception may hold a request, and with it a key.
     */
    public static CloudFailure fault(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        String where = stack.length == 0 ? "" : " at " + stack[0].getFileName() + ":" + stack[0].getLineNumber();
        return new CloudFailure(
                Kind.PROTOCOL, "the adapter failed with " + thrown.getClass().getSimpleName() + where);
    }

    /** Kind and text in one line. */
    public String describe() {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ": " + text;
    }
}
