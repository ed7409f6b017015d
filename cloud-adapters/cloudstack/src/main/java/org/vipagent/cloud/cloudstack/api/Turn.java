package org.vipagent.cloud.cloudstack.api;

/**
 * What the owner of a {@link CallSequence} has to do next.
 *
 * @param <R> the result of the conversation
 */
public sealed interface Turn<R> {
    /**
     * Send this once, and hand over what came of it.
     *
     * @param call the request
     */
    record Call<R>(ApiCall call) implements Turn<R> {}

    /**
     * Ask again when this instant has come.
     *
     * @param until nanoseconds of the caller's monotonic clock
     */
    record Pause<R>(long until) implements Turn<R> {}

    /**
     * The end.
     *
     * @param result what came of the conversation
     */
    record Finished<R>(R result) implements Turn<R> {}
}
