package org.vipagent.daemon;

import java.io.IOException;
import java.util.function.LongConsumer;
import org.vipagent.engine.Engine;
import org.vipagent.engine.Inbound;
import org.vipagent.linux.libc.Clocks;
import org.vipagent.linux.libc.Poller;

/** The engine's thread: turn, wait, turn. Reads the clocks once for each turn. */
final class EngineLoop {
    private final Engine engine;
    private final Poller poller;
    private final Clocks clocks;
    private final ThreadInbox inbox;
    private final LongConsumer lateness;
    private final PauseDetector pauses;

    /** @param lateness told how many nanoseconds after its deadline a turn begins; 0 for one that came before */
    EngineLoop(Engine engine, Poller poller, Clocks clocks, ThreadInbox inbox, LongConsumer lateness) {
        this.engine = engine;
        this.poller = poller;
        this.clocks = clocks;
        this.inbox = inbox;
        this.lateness = lateness;
        this.pauses = new PauseDetector(clocks.boottime(), clocks.realtime(), clocks.monotonic());
    }

    /** Returns when the node has given everything back. */
    void run() throws IOException {
        long deadline = turn(Long.MAX_VALUE);
        // Looked at before the wait: after the last turn nothing is due any more, and nobody may ever wake us.
        while (!engine.isFinished()) {
            poller.await(deadline);
            deadline = turn(deadline);
        }
    }

    private long turn(long due) {
        long now = clocks.monotonic();
        long realtime = clocks.realtime();
        if (pauses.stoodStill(clocks.boottime(), realtime, now)) {
            inbox.put(new Inbound.Resumed());
        } else {
            lateness.accept(Math.max(0, now - due));
        }
        return engine.turn(now, realtime);
    }
}
