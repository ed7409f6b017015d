package org.vipagent.daemon.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service on a host that tells everyone who connects a name. It stands for what a load balancer serves. */
public final class Responder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Responder.class);
    private static final int BACKLOG = 128;

    private final byte[] answer;
    private final ServerSocketChannel listening;
    private final Thread thread;

    private Responder(Host host, int port, String name) {
        this.answer = (name + "\n").getBytes(StandardCharsets.UTF_8);
        this.listening = host.namespace()
                .call(() -> ServerSocketChannel.open().bind(new InetSocketAddress("0.0.0.0", port), BACKLOG));
        this.thread = host.namespace().start("responder-" + host.name(), this::serve);
    }

    /** Answers with the host's name. */
    public static Responder start(Host host, int port) {
        return start(host, port, host.name());
    }

    /** Listens on all addresses of a host, those that come later too. */
    public static Responder start(Host host, int port, String name) {
        return new Responder(host, port, name);
    }

    private void serve() {
        while (listening.isOpen()) {
            try (SocketChannel client = listening.accept()) {
                answer(client.socket());
            } catch (IOException e) {
                // Closed by us, or a client that went away: the loop's condition tells which.
                LOG.debug("no answer given", e);
            }
        }
    }

    private void answer(Socket client) throws IOException {
        client.getOutputStream().write(answer);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        Await.end(thread);
    }
}
