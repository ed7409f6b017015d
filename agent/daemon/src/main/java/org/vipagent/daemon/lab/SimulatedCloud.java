package org.vipagent.daemon.lab;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.vipagent.cloud.simulator.SimulatorServer;
import org.vipagent.cloud.simulator.Zone;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.net.IpAddress;

/**
 * A simulated cloud whose API listens at the virtual router, and whose port-forwarding rules the router carries out: when
 * a rule is gone from the cloud, packets really get lost.
 */
public final class SimulatedCloud implements AutoCloseable {
    /** Where CloudStack's management server listens. */
    public static final int API_PORT = 8080;

    private static final long LOOK_MILLIS = 5;

    private final VirtualRouter router;
    private final SimulatorServer server;
    private final Thread thread;
    private volatile boolean closed;

    private SimulatedCloud(VirtualRouter router, Zone zone) {
        this.router = router;
        IpAddress gateway = router.inside().settings().address().address();
        this.server = router.inside().namespace().call(() -> SimulatorServer.start(zone, at(gateway), 0));
        this.thread = router.inside().namespace().start("cloud-to-router", this::follow);
    }

    /** Starts the API on the router's address in the guest network, port {@value #API_PORT}. */
    public static SimulatedCloud start(VirtualRouter router, Zone zone) {
        return new SimulatedCloud(router, zone);
    }

    private static InetSocketAddress at(IpAddress address) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(address.toBytes()), API_PORT);
    }

    /** For a {@code cloud_provider} block. */
    public URI endpoint() {
        return server.endpoint();
    }

    public ZoneSnapshot snapshot() {
        return server.snapshot();
    }

    /** Uses the zone while no request does: to make faults, to look. */
    public <T> T zone(Function<Zone, T> use) {
        // Inside, because a fault that ends makes the server listen anew, and that must happen there.
        return router.inside().namespace().call(() -> server.zone(use));
    }

    private void follow() {
        List<Forward> programmed = List.of();
        while (!closed) {
            List<Forward> wanted = forwards(server.snapshot());
            if (!wanted.equals(programmed)) {
                router.program(wanted);
                programmed = wanted;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static List<Forward> forwards(ZoneSnapshot snapshot) {
        return snapshot.portForwards().stream()
                .filter(ZoneSnapshot.PortForward::isActive)
                .map(rule -> new Forward(
                        rule.published().publicIp(),
                        rule.published().protocol(),
                        rule.published().ports(),
                        rule.target(),
                        rule.privatePorts()))
                .toList();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        Await.end(thread);
        server.close();
    }
}
