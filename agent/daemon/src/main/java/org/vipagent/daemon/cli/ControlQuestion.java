package org.vipagent.daemon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vipagent.daemon.control.ControlClient;

/** A question to the running daemon, and in words why there is no answer. */
final class ControlQuestion {
    private final Path socket;

    ControlQuestion(RuntimeDirectoryOption runtimeDirectory) {
        this.socket = runtimeDirectory.directory().resolve("control.sock");
    }

    /** Nobody has answered. */
    static final class Unanswered extends Exception {
        private static final long serialVersionUID = 1;

        private Unanswered(String message) {
            super(message);
        }
    }

    /** An answer as it came, and what it says. */
    record Answer(String line, JsonNode json) {}

    /**
     * Asks.
     *
     * @throws Unanswered with the reason for the operator
     */
    Answer ask(String request) throws Unanswered {
        return ask(request, ControlClient.PATIENCE_SECONDS);
    }

    /**
     * Asks something that may take its time.
     *
     * @param patienceSeconds until nobody answers
     * @throws Unanswered with the reason for the operator
     */
    Answer ask(String request, int patienceSeconds) throws Unanswered {
        try {
            String line = new ControlClient(socket).ask(request, patienceSeconds);
            return new Answer(line, new ObjectMapper().readTree(line));
        } catch (JsonProcessingException e) {
            throw new Unanswered("what answers at " + socket + " is no vipagent");
        } catch (IOException e) {
            throw new Unanswered(reason(e));
        }
    }

    private String reason(IOException e) {
        if (!Files.exists(socket)) {
            return "no daemon answers: there is no " + socket + " (is it running? with another --runtime-dir?)";
        }
        if (!Files.isWritable(socket)) {
            return "no permission for " + socket + ": run it as root";
        }
        if (e instanceof SocketException) {
            return "no daemon answers at " + socket + ": " + e.getMessage();
        }
        return "no daemon answers at " + socket + " in time";
    }
}
