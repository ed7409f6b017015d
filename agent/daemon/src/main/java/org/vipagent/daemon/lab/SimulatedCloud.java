package org.vipagent.daemon.lab;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.vipagent.cloud.simulator.SimulatorServer;
import org.vipagent.cloud.simulator.Zone;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.net.IpAddress;

/**
 * A simulated cloud whose API listens at the virtual router, and whose port-forwarding rules the router carries out:
 * when a rule is gone from the cloud, packets really get lost.
 */
public final class SimulatedCloud implements AutoCloseable {
    /** Where CloudStack's management server listens. */
    public static final int API_PORT = 8080;

    private static final long LOOK_MILLIS = 5;

    private final VirtualRouter router;
    private final SimulatorServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile LabException broken;

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

    /**
     * Who holds what in the cloud.
     *
     * @throws LabException if the router could not be made to do what the rules say
     */
    public ZoneSnapshot snapshot() {
        if (broken != null) {
            throw new LabException("the virtual router failed: " + broken.getMessage(), broken);
        }
        return server.snapshot();
    }

    /** Uses the zone while no request does: to make faults, to look. */
    public <T> T zone(Function<Zone, T> use) {
        // Inside, because a fault that ends makes the server listen anew, and that must happen there.
        return router.inside().namespace().call(() -> server.zone(use));
    }

    private void follow() {
        try {
            Map<String, Forward> programmed = Map.of();
            while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                Map<String, Forward> wanted = wanted(programmed, server.snapshot());
                if (!wanted.equals(programmed)) {
                    router.program(List.copyOf(wanted.values()));
                    programmed = wanted;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LabException e) {
            broken = e;
        }
    }

    /** A rule that is being deleted forwards until the router has carried the deletion out. */
    static Map<String, Forward> wanted(Map<String, Forward> programmed, ZoneSnapshot snapshot) {
        Map<String, Forward> wanted = new LinkedHashMap<>();
        for (ZoneSnapshot.PortForward rule : snapshot.portForwards()) {
            if (rule.isActive()) {
                wanted.put(rule.id(), forward(rule));
            } else if (rule.state().equals("Deleting") && programmed.containsKey(rule.id())) {
                wanted.put(rule.id(), programmed.get(rule.id()));
            }
        }
        return wanted;
    }

    private static Forward forward(ZoneSnapshot.PortForward rule) {
        return new Forward(
                rule.published().publicIp(),
                rule.published().protocol(),
                rule.published().ports(),
                rule.target(),
                rule.privatePorts());
    }

    @Override
    public void close() {
        closed.countDown();
        Await.end(thread);
        server.close();
    }
}
