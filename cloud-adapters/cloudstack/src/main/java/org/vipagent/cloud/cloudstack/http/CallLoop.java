package org.vipagent.cloud.cloudstack.http;

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
 * Runs conversations until they end, or until the adapter is closed. What goes one after the other is sent on the calling
 * thread; what goes side by side on threads of the adapter. Safe for use from several threads.
 */
final class CallLoop implements AutoCloseable {
    private final Guard guard;
    private final Patience patience;
    private final ExecutorService callers = new Callers();
    private final Set<Arrivals> open = ConcurrentHashMap.newKeySet();

    CallLoop(Guard guard, Patience patience) {
        this.guard = guard;
        this.patience = patience;
    }

    <R> R run(CallSequence<R> sequence) {
        while (true) {
            Turn<R> turn = sequence.turn(System.nanoTime());
            if (turn instanceof Turn.Finished<R> finished) {
                return finished.result();
            }
            if (patience.isEnded()) {
                return sequence.abandoned(closed());
            }
            if (turn instanceof Turn.Call<R> call) {
                sequence.answered(guard.send(call.call(), () -> true), System.nanoTime());
            } else if (turn instanceof Turn.Pause<R> pause && !patience.await(pause.until())) {
                return sequence.abandoned(closed());
            }
        }
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
            callers.execute(() -> {
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
        if (arrival.bug() != null) {
            throw arrival.bug();
        }
        bundle.answered(arrival.number(), arrival.answer(), System.nanoTime());
    }

    private static CloudFailure closed() {
        return new CloudFailure(CloudFailure.Kind.HELD_BACK, "the adapter is being closed");
    }

    /** Ends what waits; what is being sent has to be ended at the transport. */
    @Override
    public void close() {
        patience.end();
        open.forEach(Arrivals::wake);
        callers.shutdown();
    }
}
