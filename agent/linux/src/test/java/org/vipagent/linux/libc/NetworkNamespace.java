package org.vipagent.linux.libc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jnr.ffi.LibraryLoader;

/**
 * A network namespace that lives as long as its only thread: sockets opened there, and programs started from there,
 * belong to it. No name in /run/netns is left behind whatever happens to the test.
 */
public final class NetworkNamespace implements AutoCloseable {
    /** linux/sched.h */
    private static final int CLONE_NEWNET = 0x40000000;

    private static final long OPENS_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final int threadId;

    /** Public for jnr alone. */
    public interface Calls {
        int unshare(int flags);

        int gettid();
    }

    public NetworkNamespace() {
        threadId = call(() -> {
            Calls calls = LibraryLoader.create(Calls.class).load("c");
            if (calls.unshare(CLONE_NEWNET) != 0) {
                throw new IOException("unshare(CLONE_NEWNET) was refused: errno "
                        + jnr.ffi.Runtime.getRuntime(calls).getLastError());
            }
            return calls.gettid();
        });
        ip("link set lo up");
    }

    /**
     * Two namespaces joined by a cable: {@code near} in this one has index 7, {@code far} in the other index 8. What is
     * sent from now on arrives.
     */
    public void connect(String near, NetworkNamespace other, String far) {
        ip("link add name " + near + " index 7 address 02:00:00:00:00:0a type veth peer name " + far
                + " index 8 address 02:00:00:00:00:0b netns /proc/"
                + ProcessHandle.current().pid() + "/task/"
                + other.threadId + "/ns/net");
        ip("link set " + near + " up");
        other.ip("link set " + far + " up");
        // The kernel opens both ends a moment after they are up, on a busy machine a second, and drops frames until
        // then.
        long end = System.nanoTime() + OPENS_WITHIN_NANOS;
        while (!isOpen(near) || !other.isOpen(far)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(near + " and " + far + " do not open");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private boolean isOpen(String device) {
        return ip("link show dev " + device).contains("state UP");
    }

    /** Runs {@code ip} with these arguments. */
    public String ip(String arguments) {
        return run("ip " + arguments);
    }

    /** Runs a program, its arguments separated by blanks, and gives what it prints; it must succeed. */
    public String run(String command) {
        return call(() -> {
            Process process = new ProcessBuilder(command.split(" "))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(command + ": " + output);
            }
            return output;
        });
    }

    /** Does something inside. What it throws comes out as an {@link AssertionError}. */
    public <T> T call(Callable<T> task) {
        try {
            return thread.submit(task).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().toString(), e.getCause());
        }
    }

    @Override
    public void close() {
        List<Runnable> left = new ArrayList<>(thread.shutdownNow());
        if (!left.isEmpty()) {
            throw new AssertionError(left.size() + " tasks were still waiting");
        }
    }
}
