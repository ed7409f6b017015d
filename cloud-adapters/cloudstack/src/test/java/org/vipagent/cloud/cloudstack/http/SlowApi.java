package org.vipagent.cloud.cloudstack.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An endpoint whose writes a test can hold up, to see how many come at once. */
final class SlowApi implements AutoCloseable {
    /** What a test does while a write waits for its answer. */
    interface Hold {
        void hold() throws InterruptedException;
    }

    final List<String> writes = new CopyOnWriteArrayList<>();
    final List<URI> uris = new CopyOnWriteArrayList<>();
    /** How many writes were there at once, at most. */
    final AtomicInteger most = new AtomicInteger();

    private final AtomicInteger underWay = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Hold hold;

    SlowApi(Hold hold) throws IOException {
        this.hold = hold;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + Api.PATH);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            uris.add(exchange.getRequestURI());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean write = body.contains("command=delete");
            if (write) {
                writes.add(body);
                hold();
            }
            byte[] refusal = "{\"x\":{\"errorcode\":431,\"errortext\":\"no\"}}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(431, refusal.length);
            exchange.getResponseBody().write(refusal);
        }
    }

    private void hold() {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            hold.hold();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.decrementAndGet();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
