package org.vipagent.daemon;

import java.util.HashMap;
import java.util.Map;

/**
 * What is tried again and again, and which of it fails: told when the first of its tries fails and when one succeeds.
 * What is tried no longer cannot succeed either, so it is forgotten after a while: a router that is backup again sends
 * nothing that would show the cure.
 *
 * <p>For one thread.
 *
 * @param <K> what can fail by itself, a destination say
 */
final class Failures<K> {
    /** Longer than the longest interval between two adverts, 255 s in version 2. */
    static final long PATIENCE_NANOS = 300_000_000_000L;

    private final Troubles troubles;
    private final Map<K, Failure> present = new HashMap<>();
    private long now;

    private static final class Failure {
        private final Troubles.Topic topic;
        private long times;
        private long lastAt;

        Failure(Troubles.Topic topic) {
            this.topic = topic;
        }
    }

    Failures(Troubles troubles) {
        this.troubles = troubles;
    }

    /**
     * Time goes on: forgets what has not been tried for {@link #PATIENCE_NANOS}.
     *
     * @param now monotonic nanoseconds; those of all that happens until the next turn
     */
    void turn(long now) {
        this.now = now;
        if (!present.isEmpty()) {
            present.values().removeIf(this::isOver);
        }
    }

    private boolean isOver(Failure failure) {
        boolean over = now - failure.lastAt >= PATIENCE_NANOS;
        if (over) {
            failure.topic.forget();
        }
        return over;
    }

    /** Whether nothing fails, so that a success need not be told. */
    boolean isEmpty() {
        return present.isEmpty();
    }

    /**
     * A try has failed.
     *
     * @param subject whom it is about, for the journal
     */
    void failed(K what, String subject, String text) {
        Failure failure = present.get(what);
        if (failure == null) {
            failure = new Failure(troubles.topic(subject));
            present.put(what, failure);
        }
        failure.times++;
        failure.lastAt = now;
        failure.topic.begins(text);
    }

    /** How many tries in a row have failed; 0 when the last one did not. */
    long times(K what) {
        Failure failure = present.get(what);
        return failure == null ? 0 : failure.times;
    }

    /** A try has succeeded; told where it had failed before. */
    void succeeded(K what, String text) {
        Failure failure = present.remove(what);
        if (failure != null) {
            failure.topic.ends(text);
        }
    }

    /** What fails may do so no longer; if it does, it will be told again. */
    void forget() {
        present.values().forEach(failure -> failure.topic.forget());
        present.clear();
    }
}
