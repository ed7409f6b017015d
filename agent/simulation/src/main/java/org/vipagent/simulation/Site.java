package org.vipagent.simulation;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.cloudstack.NodeSettings;
import org.vipagent.cloud.cloudstack.Profile;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.CloudFollowing;
import org.vipagent.config.CloudProvider;
import org.vipagent.config.GlobalDefinitions;
import org.vipagent.config.GratuitousArp;
import org.vipagent.config.VirtualAddress;
import org.vipagent.config.VrrpInstance;
import org.vipagent.config.VrrpInstanceBuilder;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/** Names and numbers of a world: who the nodes are, what they are configured to do. */
final class Site {
    static final IpAddress PUBLIC_IP = IpAddress.parse("210.140.68.220");

    static final int FIRST_VRID = 51;

    private static final String PROVIDER = "idcf";
    private static final int OWNER = 255;
    private static final int FIRST_PORT = 8000;
    private static final int PORTS_PER_INSTANCE = 10;
    private static final int SUBNET_BITS = 21;

    private final WorldOptions options;
    private final List<Seat> seats;
    private final List<IpAddress> virtualAddresses = new ArrayList<>();
    private final List<List<PortForward>> forwards = new ArrayList<>();

    private Site(WorldOptions options, List<Seat> seats) {
        this.options = options;
        this.seats = List.copyOf(seats);
    }

    /** Nodes A, B, C and so on. */
    static Site of(WorldOptions options) {
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < options.cluster().nodes(); i++) {
            seats.add(new Seat(
                    i,
                    String.valueOf((char) ('A' + i)),
                    IpAddress.of(new byte[] {10, 5, 0, (byte) (11 + i)}),
                    new MacAddress(0x0200_0000_0010L + i),
                    "00000000-0000-4000-8000-00000000000" + (1 + i)));
        }
        Site site = new Site(options, seats);
        for (int i = 0; i < options.cluster().instances(); i++) {
            IpAddress address = IpAddress.of(new byte[] {10, 5, 0, (byte) (100 + i)});
            List<PortForward> rules = new ArrayList<>();
            for (int rule = 0; rule < options.cloud().forwards(); rule++) {
                PortRange port = PortRange.of(FIRST_PORT + i * PORTS_PER_INSTANCE + rule);
                rules.add(new PortForward(PUBLIC_IP, TransportProtocol.TCP, port, address, port));
            }
            site.instance(address, rules);
        }
        return site;
    }

    /** Two machines of a ready-made layout with one address and one rule. */
    static Site of(WorldOptions options, List<Seat> seats, PortForward rule) {
        Site site = new Site(options, seats);
        site.instance(rule.target(), List.of(rule));
        return site;
    }

    private void instance(IpAddress address, List<PortForward> rules) {
        virtualAddresses.add(address);
        forwards.add(List.copyOf(rules));
    }

    List<Seat> seats() {
        return seats;
    }

    int instances() {
        return virtualAddresses.size();
    }

    IpAddress virtualAddress(int instance) {
        return virtualAddresses.get(instance);
    }

    List<PortForward> forwards(int instance) {
        return forwards.get(instance);
    }

    /** A node's priority in an instance; the second instance has the order of the first reversed. */
    int priority(Seat seat, int instance) {
        if (options.cluster().oddities().tied()) {
            return 100;
        }
        int rank = instance % 2 == 0 ? seat.index() : seats.size() - 1 - seat.index();
        return rank == 0 && options.cluster().oddities().owner() ? OWNER : 200 - 40 * rank;
    }

    /** Whether one node takes over from another that is master. */
    boolean mayReplace(Seat one, Seat master, int instance) {
        int priority = priority(one, instance);
        return priority > priority(master, instance) && (options.cluster().preempt() || priority == OWNER);
    }

    NodeSettings nodeSettings(Seat seat) {
        return new NodeSettings(
                Optional.empty(),
                Set.of(seat.mac()),
                Profile.named(options.cloud().profile()),
                Duration.ofNanos(options.cloud().requestTimeoutNanos()),
                Duration.ofNanos(options.cloud().jobTimeoutNanos()));
    }

    /** The configuration of a node, as its file would say it. */
    AgentConfig agentConfig(Seat seat) {
        List<VrrpInstance> instances = new ArrayList<>();
        for (int i = 0; i < instances(); i++) {
            instances.add(instance(seat, i));
        }
        return new AgentConfig(GlobalDefinitions.defaults(), List.of(provider()), instances);
    }

    private VrrpInstance instance(Seat seat, int instance) {
        WorldOptions.Cluster cluster = options.cluster();
        VirtualAddress address = VirtualAddress.of(new Cidr(virtualAddress(instance), SUBNET_BITS), SimKernel.DEVICE);
        VrrpInstanceBuilder builder = VrrpInstance.builder(
                        "VI_" + (instance + 1), SimKernel.DEVICE, FIRST_VRID + instance)
                .version(cluster.version())
                .priority(priority(seat, instance))
                .advertInterval(Duration.ofNanos(cluster.advertNanos(seat.index())))
                .downTimerAdverts(cluster.downTimerAdverts())
                .preempt(cluster.preempt())
                .preemptDelay(Duration.ofNanos(cluster.preemptDelayNanos()))
                .stopTimeout(Duration.ofNanos(cluster.stopTimeoutNanos()))
                .gratuitousArp(gratuitousArp(cluster))
                .virtualAddresses(List.of(address))
                .cloud(following(seat, instance));
        if (cluster.oddities().unicast()) {
            builder.unicastPeers(seats.stream()
                    .filter(other -> !other.equals(seat))
                    .map(Seat::address)
                    .toList());
        }
        return builder.build();
    }

    private static GratuitousArp gratuitousArp(WorldOptions.Cluster cluster) {
        GratuitousArp usual = GratuitousArp.defaults();
        return new GratuitousArp(
                usual.masterDelay(),
                usual.masterRepeat(),
                Duration.ofNanos(cluster.refreshNanos()),
                usual.masterRefreshRepeat(),
                usual.lowerPriorityDelay(),
                usual.lowerPriorityRepeat());
    }

    private CloudFollowing following(Seat seat, int instance) {
        WorldOptions.Cloud cloud = options.cloud();
        List<Claim> claims = new ArrayList<>();
        claims.add(new SecondaryIp(virtualAddress(instance)));
        claims.addAll(forwards(instance));
        List<String> peers = cloud.peersKnown()
                ? seats.stream()
                        .filter(other -> !other.equals(seat))
                        .map(Seat::virtualMachine)
                        .toList()
                : List.of();
        return new CloudFollowing(
                PROVIDER,
                claims,
                peers,
                cloud.follow(),
                Duration.ofNanos(cloud.settleNanos()),
                Duration.ofNanos(cloud.recheckNanos()));
    }

    private CloudProvider provider() {
        return new CloudProvider(
                PROVIDER,
                "cloudstack",
                options.cloud().profile(),
                URI.create("http://127.0.0.1/client/api"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(2),
                Duration.ofNanos(options.cloud().requestTimeoutNanos()),
                Duration.ofNanos(options.cloud().jobTimeoutNanos()),
                5,
                Optional.empty());
    }
}
