package org.vipagent.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.vipagent.net.AddressFamily;
import org.vipagent.node.InstanceConfig;
import org.vipagent.node.NodeConfig;
import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.RouterConfig;
import org.vipagent.vrrp.wire.Transport;

/**
 * Elections that nobody hears, played at the start of a process: in a fresh one the first takeover would load classes,
 * link them and interpret them while the clients wait. Nodes of the same configuration, with a wire, a kernel and a
 * clock in memory, follow a better master, lose it, take over, stand still for a while, meet a lesser and a better one, and
 * stop.
 *
 * <p>Clouds are left out: they are slow anyhow, and a planner may remember what it planned.
 */
public final class Rehearsal {
    private final List<InstanceConfig> cast;

    /** What makes instances run through different code; of those that are alike one plays for all. */
    private record Part(AddressFamily family, int version, Transport.Kind transport, boolean hmac, boolean unicast) {
        static Part of(RouterConfig router) {
            return new Part(
                    router.key().family(),
                    router.version(),
                    router.transport().kind(),
                    router.hmac().isPresent(),
                    router.unicast());
        }
    }

    /** @param config of the node that is to be quick */
    public Rehearsal(NodeConfig config) {
        Map<Part, InstanceConfig> players = new LinkedHashMap<>();
        for (InstanceConfig instance : config.instances()) {
            players.putIfAbsent(Part.of(instance.router()), withoutCloud(instance));
        }
        this.cast = List.copyOf(players.values());
    }

    /** Nor has it a witness: nobody would answer. */
    private static InstanceConfig withoutCloud(InstanceConfig config) {
        return new InstanceConfig(
                config.router(),
                config.sourceAddress(),
                config.faultWithoutPeers(),
                config.addresses(),
                config.unicastTtl(),
                config.trackPrimary(),
                Optional.empty(),
                Optional.empty());
    }

    /** How many instances play. */
    public int players() {
        return cast.size();
    }

    /**
     * Plays once from beginning to end; 30 ms in a fresh process.
     *
     * @param audience is shown what would be done: packets, announcements, questions, addresses, masterships
     * @return how many of the instances became master at least once
     */
    public int play(Consumer<NodeEffect> audience) {
        return new Performance(cast, audience).play();
    }
}
