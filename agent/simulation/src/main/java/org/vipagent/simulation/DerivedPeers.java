package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.config.Delivery;
import org.vipagent.config.Peer;
import org.vipagent.config.VrrpInstance;
import org.vipagent.net.IpAddress;

/**
 * The other nodes of a configuration that came alone: the same file with {@code state BACKUP}, a lower priority and
 * their own addresses, the unicast peers the other way round. As many as the file has unicast peers, or one.
 */
final class DerivedPeers {
    private static final int STEP = 50;
    private static final int MOST_PEERS = 4;

    private final ConfiguredNode first;
    private final OwnAddresses addresses;
    private final int count;

    DerivedPeers(ConfiguredNode first) {
        this.first = first;
        this.addresses = new OwnAddresses(List.of(first));
        this.count = first.instances().stream()
                .mapToInt(i ->
                        Math.min(MOST_PEERS, Math.max(1, i.delivery().peers().size())))
                .max()
                .orElse(1);
    }

    /** All nodes, the given one first; it is told its own address where its peers need to know it. */
    List<ConfiguredNode> nodes() {
        List<ConfiguredNode> nodes = new ArrayList<>();
        nodes.add(first.withInstances(
                first.instances().stream().map(this::withSource).toList()));
        for (int rank = 1; rank <= count; rank++) {
            int mine = rank;
            List<VrrpInstance> instances =
                    first.instances().stream().map(i -> derived(i, mine)).toList();
            String name = NodeNames.letterOtherThan(first.name(), rank);
            nodes.add(new ConfiguredNode(name, source(instances), first.config()).withInstances(instances));
        }
        return nodes;
    }

    private static String source(List<VrrpInstance> instances) {
        List<String> priorities = instances.stream()
                .map(i -> String.valueOf(i.priority()))
                .distinct()
                .toList();
        return "assumed: as the file, with state BACKUP, priority " + String.join(", ", priorities);
    }

    private VrrpInstance withSource(VrrpInstance instance) {
        Delivery delivery = instance.delivery();
        return delivery.peers().isEmpty() || delivery.sourceAddress().isPresent()
                ? instance
                : instance.toBuilder()
                        .delivery(with(delivery, Optional.of(addresses.source(0, instance)), delivery.peers()))
                        .build();
    }

    private VrrpInstance derived(VrrpInstance instance, int rank) {
        Delivery delivery = instance.delivery();
        List<Peer> peers = new ArrayList<>(delivery.peers());
        Optional<IpAddress> source = Optional.empty();
        if (!peers.isEmpty()) {
            IpAddress original = addresses.source(0, instance);
            // An instance with fewer peers than another: the rest of the nodes hear nothing of it.
            source = rank <= peers.size() ? Optional.of(peers.remove(rank - 1).address()) : Optional.empty();
            peers.add(0, Peer.of(original));
        }
        return instance.toBuilder()
                .stateMaster(false)
                .priority(priority(instance.priority(), rank))
                .delivery(with(delivery, source, peers))
                .build();
    }

    private int priority(int original, int rank) {
        int step = Math.min(STEP, original / (count + 1));
        return Math.max(1, original - rank * step);
    }

    private static Delivery with(Delivery delivery, Optional<IpAddress> source, List<Peer> peers) {
        return new Delivery(
                source,
                peers,
                delivery.unicastTtl(),
                delivery.checkSource(),
                delivery.faultWithoutPeers(),
                delivery.oldChecksum());
    }
}
