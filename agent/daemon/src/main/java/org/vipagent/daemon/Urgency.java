package org.vipagent.daemon;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vipagent.config.ProcessPriority;
import org.vipagent.daemon.journal.Journal;
import org.vipagent.linux.libc.Errno;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.process.Scheduling;
import org.vipagent.node.NodeEvent.Severity;

/**
 * How the kernel favours the threads that adverts depend on: the engine's, the kernel worker's, and the Java runtime's
 * own, for whose collections and stops the engine has to wait. All others stay ordinary, and so does what they start.
 *
 * <p>For any thread.
 */
final class Urgency {
    private static final Duration FIRST_REST = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private final Scheduling scheduling;
    private final ProcessPriority wanted;
    private final AutomaticPriority automatic;
    private final Journal journal;
    private final Map<Integer, Rank> tasks = new LinkedHashMap<>();
    private Duration rest = FIRST_REST;
    private boolean resting;
    private boolean realTimeRefused;
    private boolean niceRefused;
    private int realTime;
    private volatile List<String> troubles = List.of();

    /** Who goes first when several of these threads want to run. */
    enum Rank {
        /** The engine, and who stops it to collect its garbage. */
        FIRST,
        /** Whom the engine may have to wait for: the kernel worker, the compiler. */
        SECOND
    }

    Urgency(Scheduling scheduling, ProcessPriority wanted, Journal journal) {
        this.scheduling = scheduling;
        this.wanted = wanted;
        this.automatic = new AutomaticPriority(
                wanted.highestAutomatic(), wanted.automaticAfter().toNanos());
        this.journal = journal;
        this.realTime = wanted.realTime();
    }

    /** Favours the threads of the Java runtime. To be called by the main thread, before it starts any other. */
    synchronized void claimRuntime() {
        try {
            int main = scheduling.currentTask();
            for (Scheduling.Task task : scheduling.tasks()) {
                // The process's first thread only waits for the main thread.
                if (task.id() != main && task.id() != ProcessHandle.current().pid() && !handlesSignals(task.name())) {
                    tasks.put(task.id(), collects(task.name()) ? Rank.FIRST : Rank.SECOND);
                }
            }
        } catch (IOException e) {
            complain("this process's threads cannot be seen: " + e.getMessage());
        }
        apply();
    }

    /** The names that HotSpot gives; the serial collector works on the VM thread. */
    private static boolean collects(String name) {
        return name.startsWith("VM Thread") || name.startsWith("GC Thread") || name.startsWith("G1 ");
    }

    /**
     * It is to start who gives real time up, or ends the process, while a real-time thread that never waits has the
     * only processor: then the kernel lets ordinary threads in for a twentieth of the time, and nobody of a lower
     * priority.
     */
    private static boolean handlesSignals(String name) {
        return name.startsWith("Signal Dispatch");
    }

    /** Favours the calling thread from now on. */
    synchronized void join(Rank rank) throws IOException {
        tasks.put(scheduling.currentTask(), rank);
        apply();
    }

    /** A turn has begun; that may show that more priority is needed. */
    void turned(long lateNanos) {
        if (automatic.isTooLate(lateNanos)) {
            raise(lateNanos);
        }
    }

    private synchronized void raise(long lateNanos) {
        int next = automatic.next(realTime);
        if (next != realTime && !resting && !realTimeRefused) {
            realTime = next;
            apply();
            journal.note(
                    Severity.WARNING,
                    "node",
                    "a turn came " + lateNanos / 1_000_000 + " ms late: real-time priority is now " + next);
        }
    }

    /**
     * A real-time thread has not waited for too long, and the rest of the machine must be let in. Gives real time up,
     * waits, and takes it again; returns then. The waiting grows with each time.
     */
    void overrun() throws InterruptedException {
        Duration pause;
        synchronized (this) {
            if (resting || realTime == 0 || realTimeRefused) {
                return;
            }
            resting = true;
            pause = rest;
            rest = rest.compareTo(LONGEST_REST) < 0 ? rest.multipliedBy(2) : rest;
            apply();
        }
        journal.note(
                Severity.TROUBLE,
                "node",
                "a real-time thread ran for " + wanted.realTimeLimit().toMillis()
                        + " ms without a wait (vrrp_rlimit_rttime): real-time priority is given up for "
                        + pause.toSeconds() + " s");
        Thread.sleep(pause.toMillis());
        synchronized (this) {
            resting = false;
            apply();
        }
        journal.note(Severity.INFORMATION, "node", "real-time priority " + realTime + " again");
    }

    /** What the kernel refuses. */
    List<String> troubles() {
        return troubles;
    }

    private void apply() {
        if (realTime > 0 && !realTimeRefused) {
            try {
                scheduling.limitRealTime(wanted.realTimeLimit());
                forEachTask(resting ? (task, rank) -> scheduling.makeOrdinary(task) : this::makeRealTime);
            } catch (ErrnoException e) {
                realTimeRefused = true;
                complain("real-time priority " + realTime + " is not in force, so a busy machine may be late: "
                        + e.getMessage() + "; CAP_SYS_NICE or LimitRTPRIO=" + realTime
                        + " is needed, and in a container real-time runtime for its control group");
            }
        }
        if (wanted.nice() != 0 && !niceRefused) {
            try {
                forEachTask((task, rank) -> scheduling.setNice(task, wanted.nice()));
            } catch (ErrnoException e) {
                niceRefused = true;
                complain("nice value " + wanted.nice() + " is not in force: " + e.getMessage()
                        + "; CAP_SYS_NICE is needed");
            }
        }
    }

    private void makeRealTime(int task, Rank rank) throws ErrnoException {
        scheduling.makeRealTime(task, rank == Rank.FIRST ? realTime : Math.max(1, realTime - 1));
    }

    private interface Change {
        void apply(int task, Rank rank) throws ErrnoException;
    }

    private void forEachTask(Change change) throws ErrnoException {
        for (Map.Entry<Integer, Rank> task : tasks.entrySet()) {
            try {
                change.apply(task.getKey(), task.getValue());
            } catch (ErrnoException e) {
                // The runtime ends idle compiler threads.
                if (e.errno() != Errno.ESRCH) {
                    throw e;
                }
            }
        }
    }

    private void complain(String text) {
        List<String> all = new ArrayList<>(troubles);
        all.add("node: " + text);
        troubles = List.copyOf(all);
        journal.note(Severity.WARNING, "node", text);
    }
}
