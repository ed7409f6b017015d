package org.vipagent.cloud.cloudstack.api;

import java.time.Duration;
import java.util.function.LongFunction;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.Deadline;

/**
 * Plays {@link Move moves} as a {@link CallSequence}, and keeps the deadline.
 *
 * @param <R> the result
 */
public final class Conversation<R> implements CallSequence<R> {
    /** The result of a conversation that could not be led to its end. */
    @FunctionalInterface
    public interface BrokenOff<R> {
        /**
         * What is reported instead.
         *
         * @param maybeChanged whether a command that changes something was handed out before
         */
        R result(CloudFailure why, boolean maybeChanged);
    }

    private final CallTerms terms;
    private final Deadline deadline;
    private final BrokenOff<R> brokenOff;
    private Move<R> move;
    private Turn.Call<R> outstanding;
    private boolean maybeChanged;

    /**
     * A conversation that has not begun.
     *
     * @param terms the time-out of one request is cut to what is left until the deadline
     * @param start the first move
     */
    public Conversation(CallTerms terms, Deadline deadline, LongFunction<Move<R>> start, BrokenOff<R> brokenOff) {
        this.terms = terms;
        this.deadline = deadline;
        this.brokenOff = brokenOff;
        this.move = new Move.Rest<>(0, start);
    }

    @Override
    public Turn<R> turn(long now) {
        while (true) {
            if (move instanceof Move.End<R> end) {
                return new Turn.Finished<>(end.result());
            }
            if (outstanding != null) {
                return outstanding;
            }
            if (deadline.hasPassed(now)) {
                move = new Move.End<>(abandoned(new CloudFailure(CloudFailure.Kind.TIMEOUT, "the time is up")));
            } else if (move instanceof Move.Ask<R> ask) {
                return ask(ask, now);
            } else if (move instanceof Move.Rest<R> rest) {
                if (now < rest.until()) {
                    return new Turn.Pause<>(Math.min(rest.until(), deadline.at()));
                }
                move = rest.then().apply(now);
            }
        }
    }

    private Turn<R> ask(Move.Ask<R> ask, long now) {
        maybeChanged |= ask.write();
        ApiCall call = ask.write()
                ? terms.write(ask.command(), ask.parameters(), Duration.ZERO, deadline, now)
                : terms.read(ask.command(), ask.parameters(), deadline, now);
        outstanding = new Turn.Call<>(call);
        return outstanding;
    }

    @Override
    public void answered(ApiAnswer answer, long now) {
        if (outstanding == null || !(move instanceof Move.Ask<R> ask)) {
            throw new IllegalStateException("nothing was asked");
        }
        outstanding = null;
        Reply reply = Reply.to(ask.command(), answer);
        try {
            move = ask.then().next(reply, now);
        } catch (UnreadableAnswerException e) {
            String text = ask.command() + " was answered with " + e.getMessage();
            move = new Move.End<>(abandoned(new CloudFailure(CloudFailure.Kind.PROTOCOL, text)));
        }
    }

    @Override
    public R abandoned(CloudFailure why) {
        return brokenOff.result(why, maybeChanged);
    }
}
