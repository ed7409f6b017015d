package org.vipagent.integration.bench;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.vipagent.daemon.lab.LabException;
import org.vipagent.daemon.lab.NetworkNamespace;

/**
 * What does things to the world at a known time: a shell that waits in real time, so that between the note of the time
 * and the deed lies no start of a program where a builtin does it.
 */
final class Hand implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Tool shell;

    private Hand(NetworkNamespace namespace) {
        // What it starts inherits its priority, but nothing it starts outlives a deed.
        this.shell = Tool.talking(namespace, List.of("chrt", "-f", "50", "bash"), answers::add);
    }

    /** @param namespace where its commands work */
    static Hand in(NetworkNamespace namespace) {
        return new Hand(namespace);
    }

    /**
     * When something was done.
     *
     * @param from just before, in microseconds
     * @param to just after
     */
    record Deed(long from, long to) {}

    /**
     * Does it and waits until it is done.
     *
     * @param command for Bash, on one line
     * @throws LabException if it fails
     */
    Deed act(String command) {
        shell.tell("echo $EPOCHREALTIME; { " + command + "; } >/dev/null 2>&1; echo $? $EPOCHREALTIME");
        long from = Moments.ofEpoch(answer(command));
        String[] done = answer(command).split(" ", 2);
        if (!done[0].equals("0")) {
            throw new LabException("'" + command + "' ends with " + done[0]);
        }
        return new Deed(from, Moments.ofEpoch(done[1]));
    }

    private String answer(String command) {
        try {
            String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new LabException("no end of '" + command + "' within " + PATIENCE_SECONDS + " s");
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", e);
        }
    }

    @Override
    public void close() {
        shell.close();
    }
}
