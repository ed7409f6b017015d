package org.vipagent.cloud.cloudstack.api;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many elements a page of a list may have. A server refuses more than its {@code default.page.size} with 431, which
 * is 500 unless its operator has changed it; so the first lists find out, and the others know. Safe for use from several
 * threads.
 */
public final class PageSize {
    private static final int[] SMALLER = {200, 100, 50, 20};

    private int size;
    private boolean accepted;

    /**
     * Nothing is known yet.
     *
     * @param first the size to begin with, at least 1
     */
    public PageSize(int first) {
        if (first < 1) {
            throw new IllegalArgumentException("a page holds at least one element");
        }
        this.size = first;
    }

    /** A size that is known to be taken. */
    static PageSize known(int size) {
        PageSize known = new PageSize(size);
        known.accepted(size);
        return known;
    }

    synchronized int current() {
        return size;
    }

    /** A page of that size was answered. */
    synchronized void accepted(int answered) {
        size = answered;
        accepted = true;
    }

    /**
     * A page of that size was refused as a wrong parameter.
     *
     * @return the size to try next; empty if the size cannot have been the reason
     */
    synchronized Optional<Integer> refused(int asked) {
        if (accepted) {
            return size < asked ? Optional.of(size) : Optional.empty();
        }
        return IntStream.of(SMALLER).filter(s -> s < asked).boxed().findFirst();
    }
}
