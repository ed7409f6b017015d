package org.vipagent.cloud.cloudstack.http;

import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.cloudstack.api.CallSequence;
import org.vipagent.cloud.cloudstack.api.Turn;

/** Runs conversations on the calling thread until they end, or until the adapter is closed. */
final class CallLoop {
    private final Transport transport;
    private final Patience patience;

    CallLoop(Transport transport, Patience patience) {
        this.transport = transport;
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
                sequence.answered(transport.send(call.call()), System.nanoTime());
            } else if (turn instanceof Turn.Pause<R> pause && !patience.await(pause.until())) {
                return sequence.abandoned(closed());
            }
        }
    }

    private static CloudFailure closed() {
        return new CloudFailure(CloudFailure.Kind.HELD_BACK, "the adapter is being closed");
    }
}
