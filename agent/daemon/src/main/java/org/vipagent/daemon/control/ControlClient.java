package org.vipagent.daemon.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Asks a running agent. */
public final class ControlClient {
    private static final long CONVERSATION_NANOS = 5_000_000_000L;
    // A thousand instances with their claims take about one.
    private static final int LONGEST_ANSWER = 64 << 20;

    private final Path socket;

    public ControlClient(Path socket) {
        this.socket = socket;
    }

    /**
     * Sends a request and waits for its answer, 5 s at most.
     *
     * @param request one line
     * @throws IOException if nobody listens, access is denied, or no answer comes
     */
    public String ask(String request) throws IOException {
        try (Conversation conversation =
                new Conversation(SocketChannel.open(UnixDomainSocketAddress.of(socket)), CONVERSATION_NANOS)) {
            conversation.writeLine(request);
            return conversation.readLine(LONGEST_ANSWER);
        }
    }
}
