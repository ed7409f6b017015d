package org.vipagent.daemon;

import java.io.IOException;
import java.util.function.LongConsumer;
import org.vipagent.engine.Engine;
import org.vipagent.engine.ReadModeration;
import org.vipagent.linux.libc.Clocks;
import org.vipagent.linux.libc.Poller;

/**
 * The engine's thread: turn, wait, turn. Reads the clocks once for each turn. Where many packets come, it lets some
 * gather before they wake it.
 */
final class EngineLoop {
    private final Engine engine;
    private final Poller poller;
    private final Moment moment;
    private final LongConsumer lateness;
    private ReadModeration moderation;
    private final PauseDetector pauses;
    private long turnedAt;
    private long quietUntil;

    /**
     * How the loop goes about it.
     *
     * @param lateness told how many nanoseconds after its deadline a turn begins; 0 for one that came before
     * @param moderation says how long packets may wait
     */
    record Manner(LongConsumer lateness, ReadModeration moderation) {}

    EngineLoop(Engine engine, Poller poller, Clocks clocks, Manner manner) {
        this.engine = engine;
        this.poller = poller;
        this.moment = new Moment(clocks::monotonic, clocks::realtime, clocks::boottime);
        this.lateness = manner.lateness();
        this.moderation = manner.moderation();
        moment.read();
        this.pauses = new PauseDetector(moment.boottime(), moment.realtime(), moment.monotonic());
    }

    /** How long packets may wait from now on; to be called on the engine's thread. */
    void moderate(ReadModeration other) {
        moderation = other;
    }

    /** Returns when the node has given everything back. */
    void run() throws IOException {
        long deadline = turn(Long.MAX_VALUE);
        // Looked at before the wait: after the last turn nothing is due any more, and nobody may ever wake us.
        while (!engine.isFinished()) {
            await(deadline);
            deadline = turn(deadline);
        }
    }

    private void await(long deadline) throws IOException {
        boolean settled =
                quietUntil > turnedAt && (poller.awaitWake(Math.min(deadline, quietUntil)) || deadline <= quietUntil);
        if (!settled) {
            poller.await(deadline);
        }
    }

    private long turn(long due) {
        boolean together = moment.read();
        long now = moment.monotonic();
        long realtime = moment.realtime();
        if (together && pauses.stoodStill(moment.boottime(), realtime, now)) {
            engine.resumed(now);
        } else {
            lateness.accept(Math.max(0, now - due));
        }
        long deadline = engine.turn(now, realtime);
        turnedAt = now;
        quietUntil = moderation.turned(engine.packetsRead(), now);
        return deadline;
    }
}
