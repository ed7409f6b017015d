package org.vipagent.daemon.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A short command of the system.
 *
 * @param words the program and its arguments
 * @param input what it reads
 */
public record Command(List<String> words, String input) {
    private static final long LIMIT_SECONDS = 15;

    public Command {
        words = List.copyOf(words);
    }

    public static Command of(String... words) {
        return new Command(List.of(words), "");
    }

    public Command withInput(String text) {
        return new Command(words, text);
    }

    /** The same behind other words: {@code ip netns exec NAME}. */
    Command behind(List<String> prefix) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(words);
        return new Command(all, input);
    }

    /**
     * Runs it to its end.
     *
     * @return what it wrote
     * @throws LabException if it cannot be started, fails, or takes longer than 15 seconds
     */
    public String run() {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            // Read while it runs: more than a pipe holds would block it for ever.
            FutureTask<String> output = reading(process.getInputStream());
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new LabException(this + " did not end within " + LIMIT_SECONDS + " s");
            }
            String text = output.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (process.exitValue() != 0) {
                throw new LabException(this + " failed: " + text.strip());
            }
            return text;
        } catch (TimeoutException e) {
            throw new LabException(this + " left somebody behind who holds its output", e);
        } catch (IOException | ExecutionException e) {
            throw new LabException(this + " could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted in " + this, e);
        }
    }

    private static FutureTask<String> reading(InputStream stream) {
        FutureTask<String> task = new FutureTask<>(() -> new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        Thread thread = new Thread(task, "output");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    @Override
    public String toString() {
        return "'" + String.join(" ", words) + "'";
    }
}
