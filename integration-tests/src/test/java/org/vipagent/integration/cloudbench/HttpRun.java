package org.vipagent.integration.cloudbench;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.Credentials;
import org.vipagent.cloud.ProviderSettings;
import org.vipagent.cloud.cloudstack.http.CloudStackAdapter;
import org.vipagent.cloud.simulator.SimulatorServer;
import org.vipagent.follow.FollowerConfig.Mode;

/** One scene by the machine's clock and over HTTP, with the adapter as the agent uses it. */
final class HttpRun {
    private static final long STANDING_BY = 3 * Time.SECOND;

    private final Scene scene;

    HttpRun(Scene scene) {
        this.scene = scene;
    }

    /** Seconds from the mastership until the cloud agreed. */
    double follower(Mode mode) throws IOException {
        try (SimulatorServer server = SimulatorServer.start(scene.zone());
                CloudStackAdapter adapter = new CloudStackAdapter(settings(server))) {
            Failover failover = new Failover(scene, mode, adapter, Time.REAL);
            failover.standBy(Time.REAL.now() + STANDING_BY);
            long begin = Time.REAL.now();
            failover.takeOver();
            failover.settle();
            double settled = Time.REAL.secondsSince(begin);
            demandMoved(server);
            return settled;
        }
    }

    /** Seconds that the script takes. */
    double script(long pause) throws IOException {
        try (SimulatorServer server = SimulatorServer.start(scene.zone())) {
            long begin = Time.REAL.now();
            new Script(scene, new HttpApi(server.adminEndpoint()), Time.REAL, pause).run();
            double settled = Time.REAL.secondsSince(begin);
            demandMoved(server);
            return settled;
        }
    }

    private void demandMoved(SimulatorServer server) {
        if (!scene.isMoved(server.snapshot())) {
            throw new IllegalStateException(scene + " did not end as it should: " + server.snapshot());
        }
    }

    private ProviderSettings settings(SimulatorServer server) {
        return new ProviderSettings(
                "bench",
                scene.order().profile(),
                server.endpoint(),
                new Credentials("demo-api-key", "demo-secret-key"),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(120),
                5,
                Optional.empty(),
                Set.of(Scene.MASTER_MAC));
    }
}
