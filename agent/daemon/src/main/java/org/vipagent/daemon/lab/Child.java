package org.vipagent.daemon.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A long-running program on a host, with its output in a file. Signals go to it by its id, never by its name. */
final class Child implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Process process;
    private final Path output;
    private boolean paused;

    private Child(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts a program.
     *
     * @param output gets what it writes, behind what is there
     */
    static Child start(NetworkNamespace namespace, List<String> words, Path output) {
        // A session of its own: a Ctrl-C at the terminal is for us, and we end our children in order.
        List<String> all = new ArrayList<>(List.of("setsid"));
        all.addAll(namespace.prefix());
        all.addAll(words);
        try {
            Process process = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            process.getOutputStream().close();
            return new Child(process, output);
        } catch (IOException e) {
            throw new LabException(String.join(" ", words) + " could not be started: " + e.getMessage(), e);
        }
    }

    /** Its process id; each program of the chain that starts it replaces itself by the next. */
    long pid() {
        return process.pid();
    }

    Path output() {
        return output;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: it learns nothing and can do nothing. */
    void kill() {
        process.destroyForcibly();
        await("SIGKILL");
    }

    /** SIGTERM. Returns at once. */
    void terminate() {
        process.destroy();
    }

    /** SIGTERM, and waits for its end. Returns the exit code. One that stands still is let go on first. */
    int stop() {
        resumeIfPaused();
        terminate();
        await("SIGTERM");
        return process.exitValue();
    }

    /** SIGSTOP: it stands still without knowing. */
    void pause() {
        signal("STOP");
        paused = true;
    }

    /** SIGCONT. */
    void resume() {
        signal("CONT");
        paused = false;
    }

    boolean isPaused() {
        return paused;
    }

    private void resumeIfPaused() {
        if (paused) {
            resume();
        }
    }

    void signal(String name) {
        if (process.isAlive()) {
            Command.of("kill", "-" + name, Long.toString(process.pid())).run();
        }
    }

    private void await(String after) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new LabException("process " + process.pid() + " still runs " + PATIENCE.toSeconds() + " s after "
                        + after + "; its output is in " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", e);
        }
    }

    /** Ends it and what it started. */
    @Override
    public void close() {
        List<ProcessHandle> family = process.descendants().toList();
        resumeIfPaused();
        process.destroy();
        try {
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
