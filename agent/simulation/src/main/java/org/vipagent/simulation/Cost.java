package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.List;

/** What one fault costs the clients of one virtual router, from its beginning to the next fault's. */
final class Cost {
    /** Shorter gaps are no gaps to a client. */
    private static final long NOTICED_NANOS = 1_000_000L;

    private final String cause;
    private final long from;
    private final List<String> masters = new ArrayList<>();
    private long unansweredNanos;
    private long longestNanos;
    private long present;
    private int gaps;
    private long twoHoldersNanos;

    /** @param from when it began */
    Cost(String cause, long from) {
        this.cause = cause;
        this.from = from;
    }

    String cause() {
        return cause;
    }

    long from() {
        return from;
    }

    /** For that long it was so. */
    void lasted(Sight sight, long nanos) {
        if (sight.client().isEmpty()) {
            boolean noticed = present >= NOTICED_NANOS;
            present += nanos;
            gaps += !noticed && present >= NOTICED_NANOS ? 1 : 0;
            unansweredNanos += nanos;
            longestNanos = Math.max(longestNanos, present);
        } else {
            present = 0;
        }
        twoHoldersNanos += sight.holders().size() > 1 ? nanos : 0;
    }

    /** Who is master; told at the beginning and whenever it may have changed. */
    void masters(List<String> now) {
        String names = String.join("+", now);
        boolean nobody = names.isEmpty();
        if (!nobody && (masters.isEmpty() || !masters.get(masters.size() - 1).equals(names))) {
            masters.add(names);
        }
    }

    /** Whether there is nothing to tell: clients were answered, one node held it, and the master stayed. */
    boolean isNothing() {
        return unansweredNanos == 0 && twoHoldersNanos == 0 && masters.size() < 2;
    }

    /** How long clients were not answered. */
    String gap() {
        String several = gaps > 1 ? " in " + gaps + " gaps, longest " + Words.measured(longestNanos) : "";
        return unansweredNanos == 0 ? "none" : Words.measured(unansweredNanos) + several;
    }

    /** How long two nodes or more held the address. */
    String twoHolders() {
        return twoHoldersNanos == 0 ? "none" : Words.measured(twoHoldersNanos);
    }

    /** Who was master, one after the other. */
    String masters() {
        return masters.isEmpty() ? "nobody" : String.join(" -> ", masters);
    }
}
