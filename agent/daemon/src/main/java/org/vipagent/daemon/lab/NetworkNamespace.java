package org.vipagent.daemon.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.NamespaceEntry;

/**
 * A network namespace that {@code ip netns} knows by name. Work is done in it in two ways: by a command, and by a
 * thread of this process whose sockets live there.
 */
public final class NetworkNamespace implements AutoCloseable {
    private static final long CALL_SECONDS = 20;
    private static final int DELETE_ATTEMPTS = 5;

    private final String name;
    private final NamespaceEntry entry;

    NetworkNamespace(String name, NamespaceEntry entry) {
        this.name = name;
        this.entry = entry;
    }

    /** Makes it in the kernel, with its loopback up. Call {@link #close} even if this fails. */
    void create() {
        Command.of("ip", "netns", "add", name).run();
        ip("link set dev lo up");
    }

    public String name() {
        return name;
    }

    /** Where the kernel keeps it. */
    public Path path() {
        return Path.of("/run/netns", name);
    }

    /** The words that run a command inside; the process keeps its id, for each of them replaces itself by the next. */
    public List<String> prefix() {
        return List.of("ip", "netns", "exec", name);
    }

    /** Runs a command inside to its end and returns what it wrote. */
    public String run(Command command) {
        return command.behind(prefix()).run();
    }

    /** Runs {@code ip} on the inside with words separated by single spaces. */
    public String ip(String words) {
        List<String> all = new ArrayList<>(List.of("ip", "-n", name));
        all.addAll(List.of(words.split(" ")));
        return new Command(all, "").run();
    }

    /** Sets a value below {@code /proc/sys/net}. */
    public void sysctl(String key, String value) {
        call(() -> Files.writeString(Path.of("/proc/sys/net", key), value));
    }

    /**
     * Does something on a thread inside and waits for it. Sockets that it opens stay inside for as long as they live,
     * and so do threads that it starts.
     *
     * @throws LabException if it throws, or takes longer than 20 seconds
     */
    public <T> T call(Callable<T> task) {
        FutureTask<T> inside = new FutureTask<>(() -> {
            entry.enterNetwork(path());
            return task.call();
        });
        Thread thread = new Thread(inside, "in-" + name);
        thread.setDaemon(true);
        thread.start();
        try {
            return inside.get(CALL_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new LabException("in " + name + ": " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new LabException("in " + name + ": no result within " + CALL_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted in " + name, e);
        }
    }

    /** Starts a daemon thread inside; it ends when its body does. */
    public Thread start(String threadName, Runnable body) {
        Thread thread = new Thread(
                () -> {
                    try {
                        entry.enterNetwork(path());
                    } catch (ErrnoException e) {
                        throw new LabException(name + " cannot be entered: " + e.getMessage(), e);
                    }
                    body.run();
                },
                threadName);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Removes the name; the kernel removes what is inside when the last socket and process have gone. */
    @Override
    public void close() {
        // Again, because Ctrl-C reaches our children too, and an 'ip' that it kills has done nothing.
        for (int attempt = 1; Files.exists(path()); attempt++) {
            try {
                Command.of("ip", "netns", "del", name).run();
            } catch (LabException e) {
                if (attempt == DELETE_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
