package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.Delivery;
import org.vipagent.config.FollowMode;
import org.vipagent.config.Peer;
import org.vipagent.config.VirtualAddress;
import org.vipagent.config.VrrpInstance;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.simulation.Site.Shared;

/** The site that real configurations describe: machines, their interfaces and addresses, and who backs whom. */
final class ConfiguredSite {
    private static final long SECOND = 1_000_000_000L;
    private static final long FIRST_MAC = 0x0200_0000_0010L;
    private static final int MACS_PER_NODE = 16;

    private final List<ConfiguredNode> nodes;
    private final OwnAddresses addresses;
    private final List<List<Optional<VrrpInstance>>> groups;
    private final Wiring wiring;
    private final List<String> remarks = new ArrayList<>();

    /** @param given one node, whose peers are derived, or several; each has at least one instance */
    ConfiguredSite(List<ConfiguredNode> given) {
        List<ConfiguredNode> all = given.size() == 1 ? new DerivedPeers(given.get(0)).nodes() : given;
        this.addresses = new OwnAddresses(all);
        List<ConfiguredNode> ready = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            ready.add(ready(i, all.get(i)));
        }
        this.nodes = List.copyOf(ready);
        this.groups = Groups.of(nodes);
        this.wiring = new Wiring(nodes, groups);
        new SiteRemarks(nodes, groups, addresses).addTo(remarks);
    }

    /** The nodes, derived ones included. */
    List<ConfiguredNode> nodes() {
        return nodes;
    }

    /** What an operator should know about how this world differs from theirs, and how their nodes differ from each other. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    Site site() {
        List<Seat> seats = new ArrayList<>();
        List<Shared> shared = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            seats.add(seat(i));
        }
        for (List<Optional<VrrpInstance>> group : groups) {
            shared.add(new Shared(address(group), List.of(), group));
        }
        List<AgentConfig> configs = nodes.stream().map(ConfiguredNode::config).toList();
        return new Site(options(), seats, configs, shared);
    }

    private static IpAddress address(List<Optional<VrrpInstance>> group) {
        return group.stream()
                .flatMap(Optional::stream)
                .flatMap(i -> i.virtualAddresses().stream())
                .map(VirtualAddress::ip)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("an instance without any virtual address"));
    }

    private Seat seat(int index) {
        List<Nic> nics = new ArrayList<>();
        for (InterfaceName device : wiring.devices(index)) {
            MacAddress mac = new MacAddress(FIRST_MAC + (long) index * MACS_PER_NODE + nics.size());
            nics.add(new Nic(device, wiring.segment(index, device), mac, addresses.of(index, device)));
        }
        return new Seat(index, nodes.get(index).name(), nics, nodes.get(index).name());
    }

    /** Without what is not simulated, and without the node itself among its peers, as the loader on that node does it. */
    private ConfiguredNode ready(int index, ConfiguredNode node) {
        return node.withInstances(node.instances().stream()
                .map(instance -> {
                    Delivery all = instance.delivery();
                    List<Peer> others = all.peers().stream()
                            .filter(peer -> !addresses.isOwn(index, peer.address()))
                            .toList();
                    if (instance.cloud().isPresent()) {
                        remarks.add(node.name() + "'s cloud block in " + instance.name()
                                + " is left out: only VRRP is simulated here");
                    }
                    Delivery delivery = new Delivery(
                            all.sourceAddress(),
                            others,
                            all.unicastTtl(),
                            all.checkSource(),
                            all.faultWithoutPeers(),
                            all.oldChecksum());
                    return instance.toBuilder()
                            .withoutCloud()
                            .delivery(delivery)
                            .build();
                })
                .toList());
    }

    /** What the rules need to know: the most of everything, so that none of them is stricter than it may be. */
    private WorldOptions options() {
        long longest = 0;
        long preemptDelay = 0;
        long refresh = 0;
        long stop = 0;
        int missed = 0;
        for (ConfiguredNode node : nodes) {
            for (VrrpInstance i : node.instances()) {
                longest = Math.max(longest, i.advertInterval().toNanos());
                preemptDelay = Math.max(preemptDelay, i.preemptDelay().toNanos());
                refresh = Math.max(refresh, i.gratuitousArp().masterRefresh().toNanos());
                stop = Math.max(stop, i.stopTimeout().toNanos());
                missed = Math.max(missed, i.downTimerAdverts());
            }
        }
        // The skew of version 3 is an interval at most; in version 2 it is a second, and no interval is shorter.
        WorldOptions.Cluster cluster = new WorldOptions.Cluster(
                nodes.size(), groups.size(), 3, longest, missed, Set.of(), true, preemptDelay, refresh, stop);
        WorldOptions.Cloud cloud = new WorldOptions.Cloud(
                true, FollowMode.MANUAL, 0, 60 * SECOND, 0, false, "cloudstack", 150, 5 * SECOND, 20 * SECOND);
        return new WorldOptions(cluster, cloud.ignored(), 0);
    }
}
