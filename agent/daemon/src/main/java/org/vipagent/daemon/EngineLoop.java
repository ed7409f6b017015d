package org.vipagent.daemon;

import java.io.IOException;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
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
    private final Hooks hooks;
    private final PauseDetector pauses;

    /**
     * What else happens around a turn.
     *
     * @param lateness told how many nanoseconds after its deadline a turn begins; 0 for one that came before
     * @param afterTurn what is left to do after a turn's effects: takes the time, says when it must go on
     */
    record Hooks(LongConsumer lateness, LongUnaryOperator afterTurn) {}

    EngineLoop(Engine engine, Poller poller, Clocks clocks, ThreadInbox inbox, Hooks hooks) {
        this.engine = engine;
        this.poller = poller;
        this.clocks = clocks;
        this.inbox = inbox;
        this.hooks = hooks;
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
            hooks.lateness().accept(Math.max(0, now - due));
        }
        long deadline = engine.turn(now, realtime);
        return Math.min(deadline, hooks.afterTurn().applyAsLong(now));
    }
}
