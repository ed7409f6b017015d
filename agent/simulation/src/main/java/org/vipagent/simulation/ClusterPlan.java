package org.vipagent.simulation;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.ProviderSettings;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.Target;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.CloudFollowing;
import org.vipagent.config.CloudProvider;
import org.vipagent.config.CredentialsPlace;
import org.vipagent.config.GlobalDefinitions;
import org.vipagent.config.GratuitousArp;
import org.vipagent.config.VirtualAddress;
import org.vipagent.config.VrrpInstance;
import org.vipagent.config.VrrpInstanceBuilder;
import org.vipagent.config.Witness;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;
import org.vipagent.simulation.Site.Shared;
import org.vipagent.simulation.WorldOptions.Oddity;
import org.vipagent.vrrp.RouterConfig;

/** Makes a site of a world's options: nodes A, B, C and so on, with the same configuration but for the priority. */
final class ClusterPlan {
    static final InterfaceName DEVICE = new InterfaceName("eth0");

    private static final Witness GATEWAY = new Witness(true, List.of());
    private static final String PROVIDER = "idcf";
    private static final int FIRST_PORT = 8000;
    private static final int PORTS_PER_INSTANCE = 10;
    private static final int PORTS_PER_RANGE = 3;
    private static final int SUBNET_BITS = 21;

    private final WorldOptions options;
    private final List<Seat> seats;
    private final List<Shared> shared;

    private ClusterPlan(WorldOptions options, List<Seat> seats, List<Shared> shared) {
        this.options = options;
        this.seats = seats;
        this.shared = shared;
    }

    static Site siteOf(WorldOptions options) {
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < options.cluster().nodes(); i++) {
            seats.add(seat(
                    i,
                    String.valueOf((char) ('A' + i)),
                    IpAddress.of(new byte[] {10, 5, 0, (byte) (11 + i)}),
                    new MacAddress(0x0200_0000_0010L + i),
                    "00000000-0000-4000-8000-00000000000" + (1 + i)));
        }
        List<Shared> shared = new ArrayList<>();
        for (int i = 0; i < options.cluster().instances(); i++) {
            IpAddress address = IpAddress.of(new byte[] {10, 5, 0, (byte) (100 + i)});
            List<PortForward> rules = new ArrayList<>();
            for (int rule = 0; rule < options.cloud().forwards(); rule++) {
                PortRange port = ports(options, FIRST_PORT + i * PORTS_PER_INSTANCE, rule);
                rules.add(new PortForward(
                        Site.PUBLIC_IP, TransportProtocol.TCP, port, new Target.Virtual(address), port));
            }
            shared.add(new Shared(address, rules, List.of()));
        }
        return new ClusterPlan(options, seats, shared).site();
    }

    private static PortRange ports(WorldOptions options, int base, int rule) {
        int size = options.cloud().has(WorldOptions.Special.RANGES) ? PORTS_PER_RANGE : 1;
        int first = base + rule * size;
        return new PortRange(first, first + size - 1);
    }

    /** Machines that are there already, with one address and one rule. */
    static Site siteOf(WorldOptions options, List<Seat> seats, PortForward rule) {
        return new ClusterPlan(options, seats, List.of(new Shared(Site.address(rule), List.of(rule), List.of())))
                .site();
    }

    /** A machine with one interface. */
    static Seat seat(int index, String name, IpAddress address, MacAddress mac, String virtualMachine) {
        Nic nic = new Nic(DEVICE, DEVICE.name(), mac, List.of(new Cidr(address, SUBNET_BITS)));
        return new Seat(index, name, List.of(nic), virtualMachine);
    }

    private Site site() {
        List<AgentConfig> configs = new ArrayList<>();
        for (Seat seat : seats) {
            List<VrrpInstance> instances = new ArrayList<>();
            for (int i = 0; i < shared.size(); i++) {
                instances.add(instance(seat, i));
            }
            configs.add(new AgentConfig(GlobalDefinitions.defaults(), List.of(provider()), instances));
        }
        List<Shared> complete = new ArrayList<>();
        for (int i = 0; i < shared.size(); i++) {
            int instance = i;
            List<Optional<VrrpInstance>> members = configs.stream()
                    .map(config -> Optional.of(config.vrrpInstances().get(instance)))
                    .toList();
            complete.add(new Shared(shared.get(i).address(), shared.get(i).forwards(), members));
        }
        return new Site(options, seats, configs, complete);
    }

    /** A node's priority; every second instance has the order of the others reversed. */
    private int priority(Seat seat, int instance) {
        if (options.cluster().has(Oddity.TIED)) {
            return 100;
        }
        int rank = instance % 2 == 0 ? seat.index() : seats.size() - 1 - seat.index();
        return rank == 0 && options.cluster().has(Oddity.OWNER) ? RouterConfig.OWNER : 200 - 40 * rank;
    }

    private VrrpInstance instance(Seat seat, int instance) {
        WorldOptions.Cluster cluster = options.cluster();
        IpAddress virtual = shared.get(instance).address();
        VirtualAddress address = VirtualAddress.of(new Cidr(virtual, SUBNET_BITS), DEVICE);
        VrrpInstanceBuilder builder = VrrpInstance.builder("VI_" + (instance + 1), DEVICE, Site.FIRST_VRID + instance)
                .version(cluster.version())
                .priority(priority(seat, instance))
                .advertInterval(Duration.ofNanos(cluster.advertNanos(seat.index())))
                .downTimerAdverts(cluster.downTimerAdverts())
                .preempt(cluster.preempt())
                .preemptDelay(Duration.ofNanos(cluster.preemptDelayNanos()))
                .stopTimeout(Duration.ofNanos(cluster.stopTimeoutNanos()))
                .gratuitousArp(gratuitousArp(cluster))
                .virtualAddresses(List.of(address));
        if (cluster.has(Oddity.WITNESS)) {
            builder.witness(GATEWAY);
        }
        if (options.cloud().followed()) {
            builder.cloud(following(seat, instance));
        }
        if (cluster.has(Oddity.UNICAST)) {
            AddressFamily family = virtual.family();
            builder.unicastPeers(seats.stream()
                    .filter(other -> !other.equals(seat))
                    .map(other -> other.address(family))
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
        claims.add(new SecondaryIp(shared.get(instance).address()));
        claims.addAll(shared.get(instance).forwards());
        claims.addAll(new OtherClaims(options, instance, shared.get(instance).address()).claims());
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
                Duration.ofNanos(cloud.recheckNanos()),
                options.cluster().has(Oddity.WITNESS) ? Optional.of(GATEWAY) : Optional.empty());
    }

    private CloudProvider provider() {
        return new CloudProvider(
                PROVIDER,
                "cloudstack",
                options.cloud().profile(),
                URI.create("http://127.0.0.1/client/api"),
                ProviderSettings.Owner.KEY,
                CredentialsPlace.nowhere(),
                3,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(2),
                Duration.ofNanos(options.cloud().requestTimeoutNanos()),
                Duration.ofNanos(options.cloud().jobTimeoutNanos()),
                5,
                Optional.empty());
    }
}
