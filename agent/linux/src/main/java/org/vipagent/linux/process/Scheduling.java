package org.vipagent.linux.process;

import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Linux;

/** How the calling thread is scheduled, and whether the process's memory may be swapped out. */
public final class Scheduling {
    private static final int LOWEST_PRIORITY = 1;
    private static final int HIGHEST_PRIORITY = 99;

    private final Libc libc;

    public Scheduling(Libc libc) {
        this.libc = libc;
    }

    /**
     * Real time for the calling thread: it runs before every ordinary one. Threads that it starts afterwards inherit
     * that; {@link #becomeOrdinary} takes it back.
     *
     * @param priority 1 to 99, as {@code vrrp_rt_priority} counts
     * @throws ErrnoException EPERM without CAP_SYS_NICE
     */
    public void becomeRealTime(int priority) throws ErrnoException {
        if (priority < LOWEST_PRIORITY || priority > HIGHEST_PRIORITY) {
            throw new IllegalArgumentException(priority + " is no real-time priority: 1 to 99");
        }
        libc.setScheduler(Linux.SCHED_FIFO, priority);
    }

    /** Ordinary scheduling for the calling thread and for the programs that it starts from now on. */
    public void becomeOrdinary() throws ErrnoException {
        libc.setScheduler(Linux.SCHED_OTHER, 0);
    }

    /** Whether the calling thread runs in real time. */
    public boolean isRealTime() throws ErrnoException {
        return libc.scheduler() == Linux.SCHED_FIFO;
    }

    /**
     * Lets the calling thread's waits end when they should: an ordinary thread may otherwise be woken 50 µs late, so that
     * the kernel can join timers. Real-time threads have no such slack.
     */
    public void wakePunctually() throws ErrnoException {
        // Shows only for an ordinary thread: the kernel ignores the slack of a real-time one.
        libc.prctl(Linux.PR_SET_TIMERSLACK, 1);
    }

    /**
     * Keeps the process's memory from being swapped out, pages that are not yet used excepted: with those an empty JVM
     * locks 213 MB instead of 49.
     *
     * @throws ErrnoException EPERM or ENOMEM without CAP_IPC_LOCK and beyond RLIMIT_MEMLOCK, EINVAL before Linux 4.4
     */
    public void lockMemory() throws ErrnoException {
        libc.lockMemory(Linux.MCL_CURRENT | Linux.MCL_FUTURE | Linux.MCL_ONFAULT);
    }
}
