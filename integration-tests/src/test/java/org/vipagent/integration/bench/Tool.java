package org.vipagent.integration.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.vipagent.daemon.lab.LabException;
import org.vipagent.daemon.lab.NetworkNamespace;

/** A program that measures, in a namespace; told what to do on its input, or telling what it sees line by line. */
final class Tool implements AutoCloseable {
    private final Process process;

    private Tool(Process process) {
        this.process = process;
    }

    /**
     * Starts one whose output matters.
     *
     * @param lines gets each line that it writes, on a thread of its own
     */
    static Tool talking(NetworkNamespace namespace, List<String> words, Consumer<String> lines) {
        Tool tool = start(new ProcessBuilder(inside(namespace, words)).redirectError(ProcessBuilder.Redirect.DISCARD));
        Thread thread = new Thread(() -> tool.listen(lines), words.get(words.size() - 1));
        thread.setDaemon(true);
        thread.start();
        return tool;
    }

    /** Starts one whose output goes to a file. */
    static Tool logging(NetworkNamespace namespace, List<String> words, Path log) {
        return start(new ProcessBuilder(inside(namespace, words))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
    }

    private static List<String> inside(NetworkNamespace namespace, List<String> words) {
        // A session of its own: a Ctrl-C at the terminal is for the bench, which ends its tools in order.
        List<String> all = new ArrayList<>(List.of("setsid"));
        all.addAll(namespace.prefix());
        all.addAll(words);
        return all;
    }

    private static Tool start(ProcessBuilder builder) {
        try {
            return new Tool(builder.start());
        } catch (IOException e) {
            throw new LabException(builder.command() + " could not be started: " + e.getMessage(), e);
        }
    }

    private void listen(Consumer<String> lines) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
            }
        } catch (IOException e) {
            // Its output closes when it is ended; whoever still waits for a line finds out by waiting.
            process.destroy();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Writes a line to its input. */
    void tell(String line) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM; waits for its end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
