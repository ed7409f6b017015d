package org.vipagent.cloud.cloudstack.api;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * One move of a {@link Conversation}: it ends, or says what to do and how to go on then.
 *
 * @param <R> the result of the conversation
 */
public sealed interface Move<R> {
    /** How a conversation goes on with a reply. */
    @FunctionalInterface
    interface OnReply<R> {
        Move<R> next(Reply reply, long now);
    }

    /** Send a command, go on with its reply. */
    record Ask<R>(String command, SortedMap<String, String> parameters, boolean write, OnReply<R> then)
            implements Move<R> {}

    /** Wait, then go on. */
    record Rest<R>(long until, LongFunction<Move<R>> then) implements Move<R> {}

    /** The result is there. */
    record End<R>(R result) implements Move<R> {}

    /** Asks with a command that changes nothing. */
    static <R> Move<R> read(String command, Map<String, String> parameters, OnReply<R> then) {
        return new Ask<>(command, new TreeMap<>(parameters), false, then);
    }

    /** Asks with a command that changes something. */
    static <R> Move<R> write(String command, Map<String, String> parameters, OnReply<R> then) {
        return new Ask<>(command, new TreeMap<>(parameters), true, then);
    }
}
