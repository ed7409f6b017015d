package org.vipagent.cloud.cloudstack.api;

import org.vipagent.cloud.CloudFailure;

/**
 * One conversation with the API without IO: request out, answer in; no sleep, no thread. One owner.
 *
 * <p>The owner asks for a {@link #turn}. For a {@link Turn.Call} it sends the request and hands the answer to
 * {@link #answered}; for a {@link Turn.Pause} it waits; then it asks again, until the conversation is
 * {@link Turn.Finished}.
 *
 * @param <R> what the conversation is about
 */
public interface CallSequence<R> {
    /**
     * What is to be done next. Asking again without an answer in between returns the same call.
     *
     * @param now nanoseconds of a monotonic clock, the one of the deadline that the conversation was begun with
     */
    Turn<R> turn(long now);

    /**
     * The answer to the call that the last {@link #turn} asked for.
     *
     * @param now when the answer was there
     * @throws IllegalStateException if no call is outstanding
     */
    void answered(ApiAnswer answer, long now);

    /** The result if the conversation is broken off now, because its owner is being closed. */
    R abandoned(CloudFailure why);
}
