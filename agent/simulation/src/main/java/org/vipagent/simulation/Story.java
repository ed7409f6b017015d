package org.vipagent.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.Target;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.config.FollowMode;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/**
 * A script instead of chance: the two load balancers {@code LB} and {@code LB-backup} of the simulator's ready-made
 * layout, on a virtual clock. The listener hears of every moment at which something that can be seen from outside has
 * changed. Needs no privileges, no threads and no time to speak of; one owner.
 */
public final class Story {
    /** The preferred master. */
    public static final String LB = "LB";

    /** The other node. */
    public static final String LB_BACKUP = "LB-backup";

    private static final long SECOND = 1_000_000_000L;
    private static final String VIRTUAL_ADDRESS = "10.5.0.100";
    private static final int PORT = 80;

    private final SimWorld world;
    private final Listener listener;
    private final PortForward rule;
    private Moment last;

    /** Hears a story as it happens, within the call that lets time pass. */
    public interface Listener {
        /** Something that can be seen from outside has changed. */
        void moment(Moment moment);

        /**
         * An agent, the cloud or the storyteller has something to say.
         *
         * @param atNanos since the world began
         */
        default void said(long atNanos, String who, String what) {}
    }

    /**
     * How the two nodes are configured.
     *
     * @param version of VRRP: 2 with whole seconds, or 3
     * @param settle how long a master must have been one before a working path is interrupted
     */
    public record Settings(int version, Duration advertInterval, FollowMode follow, Duration settle, Duration recheck) {
        /** One advert a second; the cloud follows at once, so that there is something to see. */
        public static Settings usual() {
            return new Settings(2, Duration.ofSeconds(1), FollowMode.IMMEDIATE, Duration.ZERO, Duration.ofSeconds(60));
        }
    }

    private Story(Settings settings, long seed, Listener listener) {
        this.listener = listener;
        IpAddress address = IpAddress.parse(VIRTUAL_ADDRESS);
        this.rule = new PortForward(
                Site.PUBLIC_IP,
                TransportProtocol.TCP,
                PortRange.of(PORT),
                new Target.Virtual(address),
                PortRange.of(PORT));
        WorldOptions options = options(settings);
        ZoneLayout layout = ZoneLayout.howTo();
        Site site = ClusterPlan.siteOf(options, seats(layout), rule);
        this.world = new SimWorld(
                seed,
                options,
                new SimWorld.Surroundings(site, Optional.of(layout), Parts.REAL, Transcript.parts(listener::said)));
        this.last = now();
    }

    /** Both machines are there, no agent runs yet, the cloud has address and rule at {@link #LB}. */
    public static Story begin(Settings settings, Listener listener) {
        return new Story(settings, 1, listener);
    }

    private static WorldOptions options(Settings settings) {
        WorldOptions.Cluster cluster = new WorldOptions.Cluster(
                2,
                1,
                settings.version(),
                settings.advertInterval().toNanos(),
                3,
                Set.of(),
                true,
                0,
                60 * SECOND,
                5 * SECOND);
        WorldOptions.Cloud cloud = new WorldOptions.Cloud(
                true,
                settings.follow(),
                settings.settle().toNanos(),
                settings.recheck().toNanos(),
                1,
                false,
                "cloudstack",
                700,
                10 * SECOND,
                120 * SECOND);
        return new WorldOptions(cluster, cloud, 0);
    }

    private static List<Seat> seats(ZoneLayout layout) {
        List<Seat> seats = new ArrayList<>();
        for (ZoneLayout.Machine machine : layout.machines()) {
            if (machine.name().equals(LB) || machine.name().equals(LB_BACKUP)) {
                IpAddress address = machine.nics().get(0).address();
                MacAddress mac = machine.nics().get(0).mac();
                seats.add(ClusterPlan.seat(seats.size(), machine.name(), address, mac, machine.id()));
            }
        }
        return seats;
    }

    /** Starts the agent on a node. */
    public void start(String node) {
        world.boot(machine(node));
        tell();
    }

    /** {@code kill -9}: the agent is gone, the machine's kernel goes on. */
    public void kill(String node) {
        SimMachine machine = machine(node);
        if (machine.process() != null) {
            world.note(node, "the process is killed");
            machine.process().end();
            tell();
        }
    }

    /** A planned stop; takes some time to come to its end. */
    public void stop(String node) {
        SimMachine machine = machine(node);
        if (machine.process() != null) {
            world.note(node, "the process is asked to stop");
            machine.process().stopRequested();
            tell();
        }
    }

    /** Takes a node's network away, or gives it back. */
    public void unplug(String node, boolean unplugged) {
        world.note(node, unplugged ? "the network cable is pulled" : "the network cable is put back");
        machine(node).kernel().linkDown(ClusterPlan.DEVICE, unplugged);
        tell();
    }

    /** Lets time pass. */
    public void run(Duration time) {
        long until = world.timeline().now() + time.toNanos();
        while (world.timeline().step(until)) {
            tell();
        }
    }

    /** Everything that can be seen from outside, as it is now. */
    public Moment now() {
        List<Moment.NodeState> nodes = new ArrayList<>();
        List<String> holders = new ArrayList<>();
        for (SimMachine machine : world.machines()) {
            Optional<String> role = Optional.ofNullable(machine.process())
                    .map(process -> process.snapshot().instances().get(0).role());
            nodes.add(new Moment.NodeState(machine.name(), role));
            if (machine.kernel().holds(Site.address(rule))) {
                holders.add(machine.name());
            }
        }
        ZoneSnapshot zone = world.cloud().snapshot();
        Optional<Moment.RuleState> forward = zone.portForwards().stream()
                .filter(r -> r.published().publicIp().equals(rule.publicIp())
                        && r.published().ports().equals(rule.publicPorts()))
                .map(r -> new Moment.RuleState(r.machine(), r.target().toString(), r.isActive()))
                .findFirst();
        boolean answered = forward.filter(Moment.RuleState::active).isPresent()
                && world.network().isAnswered(Site.address(rule));
        return new Moment(world.timeline().now(), nodes, holders, zone.holders(Site.address(rule)), forward, answered);
    }

    private void tell() {
        Moment now = now();
        if (!now.isLike(last)) {
            last = now;
            listener.moment(now);
        }
    }

    private SimMachine machine(String node) {
        for (SimMachine machine : world.machines()) {
            if (machine.name().equals(node)) {
                return machine;
            }
        }
        throw new IllegalArgumentException("there is no node " + node);
    }
}
