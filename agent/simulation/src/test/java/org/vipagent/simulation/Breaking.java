package org.vipagent.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.vipagent.config.FollowMode;
import org.vipagent.engine.Engine;
import org.vipagent.engine.Inbox;
import org.vipagent.engine.PacketPort;
import org.vipagent.node.InstanceConfig;
import org.vipagent.node.Node;
import org.vipagent.node.NodeConfig;
import org.vipagent.vrrp.RouterConfigBuilder;

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

    /** The rules that were violated first in one or another of a number of seeds. */
    static Set<String> violatedRules(WorldOptions options, Faults faults, Parts parts) {
        Set<String> rules = new TreeSet<>();
        for (long seed = 0; seed < SEEDS / 2; seed++) {
            Scenario.run(seed, options, faults, parts, Transcript.none())
                    .violation()
                    .ifPresent(v -> rules.add(v.rule()));
        }
        return rules;
    }

    static WorldOptions world(int instances, FollowMode follow) {
        return world(instances, follow, 5 * SECOND);
    }

    static WorldOptions world(int instances, FollowMode follow, long refreshNanos) {
        WorldOptions.Cluster cluster =
                new WorldOptions.Cluster(2, instances, 3, SECOND, 3, Set.of(), true, 0, refreshNanos, 5 * SECOND);
        long settle = follow == FollowMode.AUTO ? 15 * SECOND : 0;
        WorldOptions.Cloud cloud = new WorldOptions.Cloud(
                true, follow, settle, 10 * SECOND, 2, false, "cloudstack", 150, 5 * SECOND, 20 * SECOND);
        return new WorldOptions(cluster, cloud, 40 * SECOND);
    }

    static WorldOptions world() {
        return world(1, FollowMode.IMMEDIATE);
    }

    /** A world with something special, such as what its instance claims. */
    static WorldOptions with(WorldOptions.Special... specials) {
        return with(world(), specials);
    }

    static WorldOptions with(WorldOptions usual, WorldOptions.Special... specials) {
        return new WorldOptions(usual.cluster(), usual.cloud().with(Set.of(specials)), usual.fireNanos());
    }

    /** Nodes that know each other in the cloud, and so move their rules by updates, each of which waits for the last. */
    static WorldOptions oneByOne() {
        WorldOptions usual = world();
        WorldOptions.Cloud cloud = new WorldOptions.Cloud(
                true, FollowMode.IMMEDIATE, 0, 10 * SECOND, 3, true, "cloudstack", 700, 5 * SECOND, 20 * SECOND);
        return new WorldOptions(usual.cluster(), cloud, usual.fireNanos());
    }

    /** Nodes that wait before they take over from a lesser master. */
    static WorldOptions patient() {
        WorldOptions usual = world();
        WorldOptions.Cluster cluster =
                new WorldOptions.Cluster(2, 1, 3, SECOND, 3, Set.of(), true, 10 * SECOND, 5 * SECOND, 5 * SECOND);
        return new WorldOptions(cluster, usual.cloud(), usual.fireNanos());
    }

    private Breaking() {}

    /** Every router is given something else than it was configured. */
    static Parts configured(UnaryOperator<RouterConfigBuilder> change) {
        return new Parts() {
            @Override
            public NodeConfig config(NodeConfig configured) {
                return new NodeConfig(configured.instances().stream()
                        .map(i -> new InstanceConfig(
                                change.apply(i.router().toBuilder()).build(),
                                i.sourceAddress(),
                                i.addresses(),
                                i.unicastTtl(),
                                i.trackPrimary(),
                                i.cloud()))
                        .toList());
            }
        };
    }

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

    /** Puts something between a node and its wire. */
    static Parts packets(UnaryOperator<PacketPort> between) {
        return ports(ports ->
                new Engine.Ports(between.apply(ports.packets()), ports.kernel(), ports.cloud(), ports.journal()));
    }
}
