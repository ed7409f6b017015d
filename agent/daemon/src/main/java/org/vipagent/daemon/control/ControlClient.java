package org.vipagent.daemon.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Asks a running agent. */
public final class ControlClient {
    /** How long an ordinary answer is waited for. */
    public static final int PATIENCE_SECONDS = 5;

    private static final long SECOND = 1_000_000_000L;
    // A thousand instances with their claims take about one.
    private static final int LONGEST_ANSWER = 64 << 20;

    private final Path socket;

    public ControlClient(Path socket) {
        this.socket = socket;
    }

    /** The same for what is answered soon: {@link #PATIENCE_SECONDS} at most. */
    public String ask(String request) throws IOException {
        return ask(request, PATIENCE_SECONDS);
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @param request one line
     * @param patienceSeconds at most
     * @throws IOException if nobody listens, access is denied, or no answer comes
     */
    public String ask(String request, int patienceSeconds) throws IOException {
        try (Conversation conversation =
                new Conversation(SocketChannel.open(UnixDomainSocketAddress.of(socket)), patienceSeconds * SECOND)) {
            conversation.writeLine(request);
            return conversation.readLine(LONGEST_ANSWER);
        }
    }
}
