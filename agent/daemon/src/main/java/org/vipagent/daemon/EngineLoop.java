package org.vipagent.daemon;

import java.io.IOException;
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
    private final PauseDetector pauses;

    EngineLoop(Engine engine, Poller poller, Clocks clocks, ThreadInbox inbox) {
        this.engine = engine;
        this.poller = poller;
        this.clocks = clocks;
        this.inbox = inbox;
        this.pauses = new PauseDetector(clocks.boottime(), clocks.realtime(), clocks.monotonic());
    }

    /** Returns when the node has given everything back. */
    void run() throws IOException {
        long deadline = turn();
        // Looked at before the wait: after the last turn nothing is due any more, and nobody may ever wake us.
        while (!engine.isFinished()) {
            poller.await(deadline);
            deadline = turn();
        }
    }

    private long turn() {
        long now = clocks.monotonic();
        long realtime = clocks.realtime();
        if (pauses.stoodStill(clocks.boottime(), realtime, now)) {
            inbox.put(new Inbound.Resumed());
        }
        return engine.turn(now, realtime);
    }
}
