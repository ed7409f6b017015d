package org.vipagent.cloud.simulator;

/**
 * One thing that shall go wrong: {@code Fault.on(Kind.ANSWER_LOST, "createPortForwardingRule").nth(2)} loses the answer
 * to the second call from now. Faults count separately, each what its kind is about: calls, jobs or router commands of
 * its command.
 *
 * @param kind what goes wrong
 * @param command the API command that it meets, such as {@code addIpToNic}, or {@link #ANY}
 * @param first which occurrence from now it meets first; 1 is the next one
 * @param times how often in a row, at least 1; {@link Integer#MAX_VALUE} means until it is cleared
 * @param status the HTTP status: 400 to 599 for {@link Kind#STATUS} and {@link Kind#HTML_ERROR}; for the kinds that spoil
 *     an answer 0, which leaves it as it would be, or 200 to 599; else 0
 * @param millis how much longer it takes, at least 0; of no meaning to kinds that neither slow down nor fail a job
 */
public record Fault(Kind kind, String command, int first, int times, int status, long millis) {
    /** Matches any command. */
    public static final String ANY = "*";

    private static final long LONG_MILLIS = 10_000;

    /** What a fault counts, and so at which of them it strikes. */
    enum Counts {
        /** Calls; strikes before the call is carried out, and instead. */
        CALLS,
        /** Calls; strikes when the answer is on its way. */
        ANSWERS,
        /** Calls; makes them slow and lets other faults strike too. */
        DELAYS,
        /** Jobs that start. */
        JOBS,
        /** Jobs that start; makes them slow and lets other faults strike too. */
        JOB_DELAYS,
        /** Commands to the virtual router. */
        ROUTER_COMMANDS,
        /** Nothing: it holds while it is armed. */
        NOTHING
    }

    /** Ways to fail. */
    public enum Kind {
        /** The call is refused with a status and does nothing. */
        STATUS(Counts.CALLS),
        /** A proxy answers instead of the server, with a status and a page of HTML; nothing is carried out. */
        HTML_ERROR(Counts.CALLS),
        /** The server closes the connection instead of answering; nothing is carried out. */
        HTTP_RESET(Counts.CALLS),
        /** The server takes the request and never answers; nothing is carried out. */
        HTTP_HANG(Counts.CALLS),
        /** The call is carried out and the connection is cut before its answer. */
        ANSWER_LOST(Counts.ANSWERS),
        /** The call is carried out and its answer is a page of HTML. */
        ANSWER_HTML(Counts.ANSWERS),
        /** The call is carried out and its answer has no body. */
        ANSWER_EMPTY(Counts.ANSWERS),
        /** The call is carried out and its answer is cut in the middle of the JSON. */
        ANSWER_GARBLED(Counts.ANSWERS),
        /** The call is carried out, then the management server dies: no answer, and its jobs end half-way. */
        SERVER_CRASHES(Counts.ANSWERS),
        /** The call is carried out at once and its answer comes so much later. */
        ANSWER_SLOW(Counts.DELAYS),
        /** The job ends with a failure, so much later than it would have ended well, and changes nothing. */
        JOB_FAILS(Counts.JOBS),
        /** The job does its work and then says that it failed. */
        JOB_FAILS_DONE(Counts.JOBS),
        /** The job says that it succeeded, and has changed nothing. */
        JOB_DOES_NOTHING(Counts.JOBS),
        /** The job stays pending for ever and changes nothing. */
        JOB_HANGS(Counts.JOBS),
        /** The job does its work and stays pending for ever. */
        JOB_HANGS_DONE(Counts.JOBS),
        /** The job starts so much later. */
        JOB_SLOW(Counts.JOB_DELAYS),
        /** The virtual router refuses a command. */
        ROUTER_FAILS(Counts.ROUTER_COMMANDS),
        /** Nobody listens on the API's port. Of the HTTP server only; lasts until it is cleared. */
        HTTP_REFUSE(Counts.NOTHING);

        private final Counts counts;

        Kind(Counts counts) {
            this.counts = counts;
        }

        Counts counts() {
            return counts;
        }

        private boolean needsStatus() {
            return this == STATUS || this == HTML_ERROR;
        }
    }

    public Fault {
        if (first < 1) {
            throw new IllegalArgumentException("occurrences are counted from 1, not from " + first);
        }
        if (times < 1) {
            throw new IllegalArgumentException("a fault has to strike at least once, not " + times + " times");
        }
        if (millis < 0) {
            throw new IllegalArgumentException("a fault takes at least 0 ms, not " + millis);
        }
        int least = kind.needsStatus() ? 400 : 200;
        boolean none = status == 0 && !kind.needsStatus();
        if (!none && (status < least || status > 599)) {
            throw new IllegalArgumentException(status + " is no HTTP status "
                    + (least == 400 ? "of a failure: 400" : "of an answer: 200") + " to 599");
        }
    }

    /** A fault that strikes from the next occurrence on. */
    public Fault(Kind kind, String command, int times, int status) {
        this(kind, command, 1, times, status, 0);
    }

    /**
     * A fault that strikes the next occurrence, once. A status, where the kind needs one, is 503; where it slows down,
     * it does so by 10 s.
     */
    public static Fault on(Kind kind, String command) {
        boolean slows = kind == Kind.ANSWER_SLOW || kind == Kind.JOB_SLOW;
        return new Fault(kind, command, 1, 1, kind.needsStatus() ? 503 : 0, slows ? LONG_MILLIS : 0);
    }

    /** The same, first at the n-th occurrence from now; 1 is the next one. */
    public Fault nth(int n) {
        return new Fault(kind, command, n, times, status, millis);
    }

    /** The same, so many occurrences in a row. */
    public Fault times(int newTimes) {
        return new Fault(kind, command, first, newTimes, status, millis);
    }

    /** The same until it is cleared. */
    public Fault always() {
        return times(Integer.MAX_VALUE);
    }

    public Fault status(int newStatus) {
        return new Fault(kind, command, first, times, newStatus, millis);
    }

    public Fault millis(long newMillis) {
        return new Fault(kind, command, first, times, status, newMillis);
    }

    boolean meets(Counts counted, String calledCommand) {
        return kind.counts == counted && (command.equals(ANY) || command.equals(calledCommand));
    }

    boolean isLast() {
        return times == 1;
    }

    /** After one more occurrence that it did not wait for. */
    Fault passed() {
        return nth(first - 1);
    }

    /** After it has struck once more. */
    Fault struck() {
        return times == Integer.MAX_VALUE ? this : times(times - 1);
    }
}
