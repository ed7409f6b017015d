package org.vipagent.daemon;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.slf4j.helpers.NOPLogger;
import org.vipagent.config.ProcessPriority;
import org.vipagent.daemon.journal.Journal;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.process.Scheduling;

/** A program for {@link UrgencyTest}: an engine's thread that never waits, and whether it is made ordinary for it. */
final class RunawayEngine {
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private RunawayEngine() {}

    /**
     * Prints what has become of it.
     *
     * @param arguments the real-time priority
     */
    public static void main(String[] arguments) throws Exception {
        Scheduling scheduling = new Scheduling(Libc.load());
        ProcessPriority wanted = new ProcessPriority(
                Integer.parseInt(arguments[0]), 0, Duration.ofMillis(50), 0, Duration.ofSeconds(1), false);
        Urgency urgency = new Urgency(scheduling, wanted, new Journal(NOPLogger.NOP_LOGGER, System::nanoTime));
        urgency.claimRuntime();
        Signals.handle("XCPU", urgency::overrun);
        FutureTask<String> engine = new FutureTask<>(() -> run(scheduling, urgency));
        new Thread(engine).start();
        System.out.println(engine.get());
        Runtime.getRuntime().exit(0);
    }

    private static String run(Scheduling scheduling, Urgency urgency) throws Exception {
        urgency.join(Urgency.Rank.FIRST);
        if (!scheduling.isRealTime()) {
            return "real time was refused";
        }
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (scheduling.isRealTime()) {
            if (System.nanoTime() > end) {
                return "still in real time";
            }
        }
        return "given up";
    }
}
