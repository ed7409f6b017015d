package org.vipagent.cloud.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vipagent.cloud.simulator.api.Authenticator;
import org.vipagent.cloud.simulator.http.AdminHandler;
import org.vipagent.cloud.simulator.http.ApiHandler;
import org.vipagent.cloud.simulator.http.ZoneGate;

/**
 * A zone behind HTTP: {@code /client/api}, GET and POST form, signatures checked, answers as late as the zone says, the
 * zone advanced by the wall clock. A second port, on loopback only, serves {@code /simulator/snapshot},
 * {@code /simulator/faults} and more, so that it can still be reached when the API refuses connections; and
 * {@code /client/api} without signatures, as a management server's integration port does.
 */
public final class SimulatorServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatorServer.class);
    private static final int THREADS = 4;

    private final ZoneGate gate;
    private final ScheduledExecutorService executor;
    private final ApiHandler api;
    private final HttpServer admin;
    private final InetSocketAddress apiAddress;
    /** Guarded by this; null while connections are refused. */
    private HttpServer listener;
    /** Guarded by this. */
    private boolean closed;

    private SimulatorServer(Zone zone, InetSocketAddress apiAddress, int adminPort) throws IOException {
        AtomicInteger started = new AtomicInteger();
        executor = Executors.newScheduledThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "cloud-simulator-" + started.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        gate = new ZoneGate(zone);
        api = new ApiHandler(gate, new Authenticator(zone.accounts())::accepts, executor);
        listener = listen(apiAddress);
        this.apiAddress = listener.getAddress();
        admin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), adminPort), 0);
        admin.createContext("/", new AdminHandler(gate, this::listenAsTold));
        admin.createContext("/client/api", new ApiHandler(gate, (parameters, now) -> true, executor));
        admin.setExecutor(executor);
        admin.start();
    }

    /** A server on free ports of the loopback address. */
    public static SimulatorServer start(Zone zone) throws IOException {
        return start(zone, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    /**
     * A server on an address of the caller's choice.
     *
     * @param zone from now on used by the server alone; reach it through {@link #zone}
     * @param apiAddress where the API listens; port 0 takes a free one
     * @param adminPort the port on loopback for looking into the zone and breaking it; 0 takes a free one
     * @throws IOException if a port is taken
     */
    public static SimulatorServer start(Zone zone, InetSocketAddress apiAddress, int adminPort) throws IOException {
        SimulatorServer server = new SimulatorServer(zone, apiAddress, adminPort);
        LOG.info("cloud simulator: API {} admin {}", server.endpoint(), server.adminEndpoint());
        return server;
    }

    private HttpServer listen(InetSocketAddress address) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/client/api", api);
        server.setExecutor(executor);
        server.start();
        return server;
    }

    /** The API's address, fit for a {@code cloud_provider} block. */
    public URI endpoint() {
        return uri(apiAddress, "/client/api");
    }

    /** The base of {@code /simulator/snapshot}, {@code /simulator/faults} and {@code /simulator/crash}. */
    public URI adminEndpoint() {
        return uri(admin.getAddress(), "");
    }

    private static URI uri(InetSocketAddress address, String path) {
        String host = address.getAddress().getHostAddress();
        String literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return URI.create("http://" + literal + ":" + address.getPort() + path);
    }

    /** Uses the zone, advanced to now, while no request does; then lets the API listen or refuse as its faults say. */
    public synchronized <T> T zone(Function<Zone, T> use) {
        try {
            return gate.with(use);
        } finally {
            listenAsTold();
        }
    }

    private synchronized void listenAsTold() {
        boolean refusing = gate.with(zone -> zone.faults().refusesConnections());
        if (refusing && listener != null) {
            listener.stop(0);
            listener = null;
        } else if (!refusing && listener == null && !closed) {
            try {
                listener = listen(apiAddress);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot listen again on " + apiAddress, e);
            }
        }
    }

    public ZoneSnapshot snapshot() {
        return zone(Zone::snapshot);
    }

    /** Milliseconds since 1970, as the zone counts them. */
    public long now() {
        return gate.now();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (listener != null) {
            listener.stop(0);
            listener = null;
        }
        admin.stop(0);
        executor.shutdownNow();
    }
}
