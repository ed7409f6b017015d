package org.vipagent.linux.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Linux;

/**
 * How the threads of this process are scheduled, and whether its memory may be swapped out. What a real-time or
 * favoured thread starts, threads and programs, is ordinary again (SCHED_RESET_ON_FORK, sched(7)).
 */
public final class Scheduling {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final Path CURRENT = Path.of("/proc/thread-self");
    private static final int LOWEST_PRIORITY = 1;
    private static final int HIGHEST_PRIORITY = 99;

    private final Libc libc;

    /**
     * A thread as the kernel sees it.
     *
     * @param id its number in this process's PID namespace
     * @param name at most 15 characters; the Java runtime sets it to the beginning of the thread's name
     */
    public record Task(int id, String name) {}

    public Scheduling(Libc libc) {
        this.libc = libc;
    }

    /** All threads of this process, those of the Java runtime included. */
    public List<Task> tasks() throws IOException {
        List<Task> tasks = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(TASKS)) {
            for (Path task : all) {
                named(task).ifPresent(tasks::add);
            }
        }
        return tasks;
    }

    private static Optional<Task> named(Path task) {
        try {
            String name = Files.readString(task.resolve("comm")).strip();
            return Optional.of(new Task(Integer.parseInt(task.getFileName().toString()), name));
        } catch (IOException e) {
            // Ended since the directory was read.
            return Optional.empty();
        }
    }

    /** The number of the calling thread. */
    public int currentTask() throws IOException {
        return Integer.parseInt(Files.readSymbolicLink(CURRENT).getFileName().toString());
    }

    /**
     * Real time for a thread: it runs before every ordinary one of the machine until it waits.
     *
     * @param task 0 for the calling thread
     * @param priority 1 to 99, as {@code vrrp_rt_priority} counts
     * @throws ErrnoException EPERM without CAP_SYS_NICE, ESRCH if there is no such thread any more
     */
    public void makeRealTime(int task, int priority) throws ErrnoException {
        if (priority < LOWEST_PRIORITY || priority > HIGHEST_PRIORITY) {
            throw new IllegalArgumentException(priority + " is no real-time priority: 1 to 99");
        }
        libc.setScheduler(task, Linux.SCHED_FIFO | Linux.SCHED_RESET_ON_FORK, priority);
    }

    /**
     * Ordinary scheduling for a thread.
     *
     * @param task 0 for the calling thread
     */
    public void makeOrdinary(int task) throws ErrnoException {
        libc.setScheduler(task, Linux.SCHED_OTHER | Linux.SCHED_RESET_ON_FORK, 0);
    }

    /** Whether the calling thread runs in real time. */
    public boolean isRealTime() throws ErrnoException {
        int policy = libc.scheduler() & ~Linux.SCHED_RESET_ON_FORK;
        return policy == Linux.SCHED_FIFO || policy == Linux.SCHED_RR;
    }

    /**
     * How an ordinary thread is favoured among the ordinary ones.
     *
     * @param task 0 for the calling thread
     * @param nice -20 (most) to 19
     * @throws ErrnoException EACCES below the present value without CAP_SYS_NICE, ESRCH if there is no such thread any
     * more
     */
    public void setNice(int task, int nice) throws ErrnoException {
        libc.setNice(task, nice);
    }

    /**
     * Lets the kernel send SIGXCPU to this process when one of its real-time threads has used that much processor time
     * without a wait (RLIMIT_RTTIME, getrlimit(2)), and then each second. Whoever asks for it must handle the signal,
     * which otherwise ends the process.
     *
     * @param limit rounded up to the kernel's tick, 1 to 10 ms
     * @throws ErrnoException EPERM if a lower limit was set that this process may not raise
     */
    public void limitRealTime(Duration limit) throws ErrnoException {
        // No hard limit: the kernel's answer to that is SIGKILL.
        libc.setLimit(Linux.RLIMIT_RTTIME, limit.toNanos() / 1_000, Linux.RLIM_INFINITY);
    }

    /**
     * Lets the calling thread's waits end when they should: an ordinary thread may otherwise be woken 50 µs late, so
     * that the kernel can join timers. Real-time threads have no such slack.
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
