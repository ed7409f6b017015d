package org.vipagent.cloud.cloudstack.http;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.Permission;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.cloud.cloudstack.api.CallBundle;
import org.vipagent.cloud.cloudstack.api.CallSequence;
import org.vipagent.cloud.cloudstack.api.Turn;

/**
 * Runs conversations until they end, are wanted no more, or the adapter is closed. All calls are sent on threads of the
 * adapter, so that whoever waits for an answer can stop waiting. Safe for use from several threads.
 */
final class CallLoop implements AutoCloseable {
    // How often to look whether a conversation is still wanted.
    private static final long GLANCE_NANOS = Duration.ofMillis(250).toNanos();

    private final Guard guard;
    private final Patience patience;
    private final ExecutorService writers = Callers.ofWrites();
    private final ExecutorService readers = Callers.ofReads();
    private final Set<Arrivals> open = ConcurrentHashMap.newKeySet();

    CallLoop(Guard guard, Patience patience) {
        this.guard = guard;
        this.patience = patience;
    }

    /**
     * Runs calls one after the other. None of them may be a write: it could be left behind without its answer.
     *
     * @param wanted asked now and then; where it does not hold any more, the conversation is broken off
     */
    <R> R run(CallSequence<R> sequence, Permission wanted) {
        Arrivals arrivals = new Arrivals();
        open.add(arrivals);
        try {
            return run(sequence, wanted, arrivals);
        } finally {
            arrivals.end();
            open.remove(arrivals);
        }
    }

    private <R> R run(CallSequence<R> sequence, Permission wanted, Arrivals arrivals) {
        boolean underWay = false;
        while (!patience.isEnded() && !Thread.currentThread().isInterrupted()) {
            long now = System.nanoTime();
            Turn<R> turn = sequence.turn(now);
            if (turn instanceof Turn.Finished<R> finished) {
                return finished.result();
            }
            if (!wanted.holds()) {
                return sequence.abandoned(new CloudFailure(CloudFailure.Kind.HELD_BACK, "it is not wanted any more"));
            }
            if (turn instanceof Turn.Pause<R> pause) {
                arrivals.await(Math.min(pause.until(), now + GLANCE_NANOS));
            } else if (turn instanceof Turn.Call<R> call) {
                if (!underWay) {
                    submit(0, call.call(), () -> !arrivals.isOver(), arrivals);
                }
                Optional<Arrivals.Arrival> arrival = arrivals.await(now + GLANCE_NANOS);
                underWay = arrival.isEmpty();
                arrival.ifPresent(a -> sequence.answered(answer(a), System.nanoTime()));
            }
        }
        return sequence.abandoned(closed());
    }

    /**
     * Runs calls side by side.
     *
     * @param permission asked again for each write when its turn to be sent has come
     */
    <R> R run(CallBundle<R> bundle, Permission permission) {
        Arrivals arrivals = new Arrivals();
        open.add(arrivals);
        try {
            return run(bundle, permission, arrivals);
        } catch (RuntimeException | Error e) {
            // Whatever is wrong: what the bundle holds of what others use as well it has to give back.
            bundle.abandoned(CloudFailure.fault(e));
            throw e;
        } finally {
            arrivals.end();
            open.remove(arrivals);
        }
    }

    private <R> R run(CallBundle<R> bundle, Permission permission, Arrivals arrivals) {
        while (!patience.isEnded() && !Thread.currentThread().isInterrupted()) {
            CallBundle.Turn<R> turn = bundle.turn(System.nanoTime());
            if (turn instanceof CallBundle.Turn.Finished<R> finished) {
                return finished.result();
            }
            if (turn instanceof CallBundle.Turn.Send<R> send) {
                ApiCall call = send.call();
                Permission wanted = () -> !arrivals.isOver() && (!call.write() || permission.holds());
                submit(send.number(), call, wanted, arrivals);
            } else if (turn instanceof CallBundle.Turn.Wait<R> wait) {
                arrivals.await(wait.until()).ifPresent(arrival -> take(bundle, arrival));
            }
        }
        return bundle.abandoned(closed());
    }

    private void submit(int number, ApiCall call, Permission wanted, Arrivals arrivals) {
        try {
            (call.write() ? writers : readers).execute(() -> {
                try {
                    arrivals.add(new Arrivals.Arrival(number, guard.send(call, wanted), null));
                } catch (RuntimeException e) {
                    arrivals.add(new Arrivals.Arrival(number, null, e));
                }
            });
        } catch (RejectedExecutionException e) {
            arrivals.add(new Arrivals.Arrival(number, new ApiAnswer.NoReply(closed(), false), null));
        }
    }

    private static void take(CallBundle<?> bundle, Arrivals.Arrival arrival) {
        bundle.answered(arrival.number(), answer(arrival), System.nanoTime());
    }

    private static ApiAnswer answer(Arrivals.Arrival arrival) {
        if (arrival.bug() != null) {
            throw arrival.bug();
        }
        return arrival.answer();
    }

    private static CloudFailure closed() {
        return new CloudFailure(CloudFailure.Kind.HELD_BACK, "the adapter is being closed");
    }

    /** Ends what waits; what is being sent has to be ended at the transport. */
    @Override
    public void close() {
        patience.end();
        open.forEach(Arrivals::wake);
        writers.shutdown();
        readers.shutdown();
    }
}
