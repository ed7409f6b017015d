package org.vipagent.cloud.cloudstack.api;

import org.vipagent.cloud.CloudFailure;

/**
 * Calls of one purpose, of which several may be under way at once, without IO: no sleep, no thread. One owner.
 *
 * <p>The owner asks for a {@link #turn} until it is told to {@link Turn.Wait}: each {@link Turn.Send} is sent beside the
 * others. When an answer comes, or the wait is over, it asks again, until the bundle is {@link Turn.Finished}.
 *
 * @param <R> what the bundle is about
 */
public interface CallBundle<R> {
    /** What is to be done next. */
    sealed interface Turn<R> {
        /**
         * Send this call, and ask again at once.
         *
         * @param number by which the answer is handed back
         */
        record Send<R>(int number, ApiCall call) implements Turn<R> {}

        /**
         * Nothing more is to be sent before that time, unless an answer comes.
         *
         * @param until nanoseconds of the clock that {@link #turn} is called with
         */
        record Wait<R>(long until) implements Turn<R> {}

        /** The end. Answers that still come are of no interest. */
        record Finished<R>(R result) implements Turn<R> {}
    }

    /**
     * What is to be done next.
     *
     * @param now nanoseconds of a monotonic clock, the one of the deadline that the bundle was begun with
     */
    Turn<R> turn(long now);

    /**
     * The answer to a call that was sent.
     *
     * @param number that of its {@link Turn.Send}
     * @throws IllegalStateException if no such call is under way
     */
    void answered(int number, ApiAnswer answer, long now);

    /** The result if everything is broken off now, because the owner is being closed. */
    R abandoned(CloudFailure why);
}
