package org.vipagent.daemon.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.LockSupport;

/**
 * Answers requests on a unix socket, one after the other: one line in, one line out. Open to the owner and the group.
 */
public final class ControlServer implements Runnable, AutoCloseable {
    private static final int LONGEST_REQUEST = 1024;
    private static final long CONVERSATION_NANOS = 4_000_000_000L;
    private static final long PAUSE_NANOS = 10_000_000L;

    /** What turns a request into an answer. */
    public interface Answers {
        /**
         * The answer to a request.
         *
         * @return one line
         */
        String answer(String request);
    }

    private final Path socket;
    private final ServerSocketChannel server;
    private final Answers answers;

    private ControlServer(Path socket, ServerSocketChannel server, Answers answers) {
        this.socket = socket;
        this.server = server;
        this.answers = answers;
    }

    /**
     * Opens the socket; requests wait until {@link #run}.
     *
     * @param socket where; must not exist
     * @throws IOException if it cannot be opened there
     */
    public static ControlServer open(Path socket, Answers answers) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
            return new ControlServer(socket, server, answers);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** Answers until {@link #close}. */
    @Override
    public void run() {
        boolean open = true;
        while (open) {
            open = serveNext();
        }
    }

    private boolean serveNext() {
        try (SocketChannel client = server.accept()) {
            serve(client);
            return true;
        } catch (ClosedChannelException e) {
            return server.isOpen();
        } catch (IOException e) {
            // A client that is slow, goes away or talks too much harms only itself: the next one is served. The
            // pause is for what would come back at once, such as too many open files.
            LockSupport.parkNanos(PAUSE_NANOS);
            return true;
        }
    }

    private void serve(SocketChannel client) throws IOException {
        try (Conversation conversation = new Conversation(client, CONVERSATION_NANOS)) {
            String answer = answers.answer(conversation.readLine(LONGEST_REQUEST));
            // A reload may have taken its time; that is not the other side's.
            conversation.renew(CONVERSATION_NANOS);
            conversation.writeLine(answer);
        }
    }

    /** Stops answering and removes the socket. */
    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
    }
}
