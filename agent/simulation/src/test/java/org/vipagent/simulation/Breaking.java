package org.vipagent.simulation;

import java.time.Duration;
import java.util.Optional;
import org.vipagent.config.FollowMode;
import org.vipagent.engine.Engine;
import org.vipagent.engine.Inbox;
import org.vipagent.node.Node;

/** Worlds in which one part is broken. */
final class Breaking {
    static final long SECOND = Duration.ofSeconds(1).toNanos();
    static final int SEEDS = 60;

    /** The first violation in a number of seeds, all with the same world but other chances. */
    static Optional<Violation> firstViolation(WorldOptions options, Faults faults, Parts parts) {
        return firstViolation(options, faults, parts, SEEDS);
    }

    static Optional<Violation> firstViolation(WorldOptions options, Faults faults, Parts parts, int seeds) {
        for (long seed = 0; seed < seeds; seed++) {
            Optional<Violation> violation = Scenario.run(seed, options, faults, parts, Transcript.none())
                    .violation();
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }

    static WorldOptions world(int instances, FollowMode follow) {
        return world(instances, follow, 5 * SECOND);
    }

    static WorldOptions world(int instances, FollowMode follow, long refreshNanos) {
        WorldOptions.Cluster cluster = new WorldOptions.Cluster(
                2, instances, 3, SECOND, 3, WorldOptions.Oddities.NONE, true, 0, refreshNanos, 5 * SECOND);
        long settle = follow == FollowMode.AUTO ? 15 * SECOND : 0;
        WorldOptions.Cloud cloud = new WorldOptions.Cloud(
                follow, settle, 10 * SECOND, 2, false, "cloudstack", 150, 5 * SECOND, 20 * SECOND);
        return new WorldOptions(cluster, cloud, 40 * SECOND);
    }

    static WorldOptions world() {
        return world(1, FollowMode.IMMEDIATE);
    }

    private Breaking() {}

    /** Puts something between a node and its ports. */
    interface Between {
        Engine.Ports of(Engine.Ports ports);
    }

    static Parts ports(Between between) {
        return new Parts() {
            @Override
            public SimProcess.Turning turning(Node node, Inbox inbox, Engine.Ports ports) {
                return Parts.super.turning(node, inbox, between.of(ports));
            }
        };
    }
}
