package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.CloudPlanner;
import org.vipagent.cloud.simulator.Habits;
import org.vipagent.cloud.simulator.Zone;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.ZoneTiming;
import org.vipagent.config.AgentConfig;
import org.vipagent.node.InstanceConfig;
import org.vipagent.node.ManagedAddress;
import org.vipagent.node.NodeConfig;
import org.vipagent.node.NodeConfigs;
import org.vipagent.simulation.WorldOptions.Oddity;
import org.vipagent.simulation.WorldOptions.Special;

/**
 * Nodes, network, kernels and cloud on one virtual clock. Nothing in it happens but by its events, and all chance comes
 * out of its seed. One owner; no threads.
 */
public final class SimWorld {
    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1_000 * MILLISECOND;
    private static final long CALL_MILLIS = 80;
    private static final long JOB_MILLIS = 130;
    private static final long POWER_MILLIS = 1_500;
    /** A cloud may well wait for a day; what matters is that the agents wait for it, and then go on. */
    static final long EXPUNGE_NANOS = 30 * SECOND;
    /** Two calls so near to each other may both be given the same address, as on a live server. */
    private static final long RACE_MILLIS = 40;

    /** What stays until somebody takes it away: longer than any world lasts. */
    private static final long FOREVER_SECONDS = 1_000_000_000L;

    private static final long LONGEST_UPTIME_NANOS = 1_000 * SECOND;

    private final WorldOptions options;
    private final Parts parts;
    private final Transcript transcript;
    private final Site site;
    private final Timeline timeline = new Timeline();
    private final Dice dice;
    private final List<SimMachine> machines = new ArrayList<>();
    private final Set<SimMachine> lost = new HashSet<>();
    private final SimNetwork network;
    private final SimCloud cloud;
    private final Watch watch = new Watch(timeline);
    private final List<NodeConfig> configs = new ArrayList<>();
    private final LateSteps lateSteps;
    private final FirewallsReturn firewalls;
    private final List<CloudPlanner> planners = new ArrayList<>();
    private Faults noise = Faults.none();
    private long hiccupsUntil;

    /** A world that no checks watch yet. */
    SimWorld(long seed, WorldOptions options, Surroundings around) {
        this.options = options;
        this.parts = around.parts();
        this.transcript = around.transcript();
        this.site = around.site();
        this.dice = new Dice(seed);
        for (Seat seat : site.seats()) {
            machines.add(machine(seat));
            planners.add(parts.planner());
            configs.add(config(seat, site.configs().get(seat.index())));
        }
        this.network = new SimNetwork(timeline, dice.split(), machines, site::instanceOf);
        ZoneTiming timing = new ZoneTiming(
                CALL_MILLIS, JOB_MILLIS, options.cloud().routerMillis(), POWER_MILLIS, EXPUNGE_NANOS / MILLISECOND);
        Zone zone = Zone.of(around.layout().orElseGet(() -> ZonePlan.of(site, dice.split())), timing, seed);
        zone.faults().addRaceMillis(dice.chance(0.5) ? RACE_MILLIS : 0);
        Habits habits = zone.faults().habits();
        habits.oldServer(options.cloud().has(Special.OLD_SERVER));
        habits.jobsQueue(options.cloud().has(Special.JOBS_QUEUE));
        habits.racesAsMeasured(options.cloud().has(Special.RACES));
        this.cloud = new SimCloud(this, timeline, zone, dice.split(), machines.size());
        this.lateSteps = new LateSteps(this);
        this.firewalls = new FirewallsReturn(this);
    }

    private NodeConfig config(Seat seat, AgentConfig file) {
        return parts.config(NodeConfigs.of(file, provider -> planners.get(seat.index())));
    }

    private SimMachine machine(Seat seat) {
        int worst = options.cluster().has(Oddity.CLOCKS_DRIFT) ? SimClock.WORST_RATE : 0;
        SimClock clock =
                new SimClock(timeline, dice.between(0, LONGEST_UPTIME_NANOS), (int) dice.between(-worst, worst));
        return new SimMachine(seat, timeline, clock, dice.split(), parts.addressesExpire());
    }

    /**
     * What a world is put into.
     *
     * @param layout of the zone; empty: what {@link ZonePlan} draws
     */
    record Surroundings(Site site, Optional<ZoneLayout> layout, Parts parts, Transcript transcript) {}

    /** A world as the options say, with all safety checks; its nodes are not started yet. */
    public static SimWorld of(long seed, WorldOptions options) {
        return of(seed, options, Parts.REAL, Transcript.none());
    }

    static SimWorld of(long seed, WorldOptions options, Parts parts, Transcript transcript) {
        Site site = ClusterPlan.siteOf(options);
        return watched(seed, options, new Surroundings(site, Optional.empty(), parts, transcript));
    }

    /** A world with all safety checks. */
    static SimWorld watched(long seed, WorldOptions options, Surroundings around) {
        SimWorld world = new SimWorld(seed, options, around);
        Watch watch = world.watch;
        watch.add(new StepsOnlyWhileMaster(watch));
        watch.add(world.lateSteps);
        watch.add(world.firewalls);
        watch.add(new EpochsRise(watch, world.machines.size(), world.site.instances()));
        watch.add(new ReadBeforeJudging(watch));
        watch.add(new AddressesLeave(world, world.lifetimeNanos()));
        watch.add(new AddressesFollowRole(world));
        watch.add(new NoLastingSplit(world));
        watch.add(new NoNeedlessTakeover(world));
        watch.add(new ForeignUntouched(world));
        watch.add(new NoHaste(world));
        watch.add(new OneHolder(world));
        watch.add(new ClientsAnswered(world));
        watch.add(new NoGapAtStop(world));
        watch.add(new NoNeedlessStepDown(world));
        watch.add(new AdvertsOnTime(world));
        watch.add(new NoStorm(world));
        watch.add(new FileFollowed(world));
        return world;
    }

    /** How long an address stays at most where nobody renews it. */
    long lifetimeNanos() {
        long longest = 0;
        for (NodeConfig config : configs) {
            for (InstanceConfig instance : config.instances()) {
                for (ManagedAddress address : instance.addresses()) {
                    long lifetime = address.lifetimeSeconds();
                    longest = Math.max(longest, lifetime == 0 ? FOREVER_SECONDS : lifetime);
                }
            }
        }
        // What reaches the kernel is a second less than the configured lifetime, for the grain of the kernel's clock.
        return (longest + 1) * SECOND;
    }

    /** Starts an agent where none runs. */
    void boot(SimMachine machine) {
        if (machine.process() != null) {
            return;
        }
        note(machine.name(), "the process starts");
        SimProcess process = new SimProcess(this, machine, configs.get(machine.index()), dice.split());
        machine.booted(process);
        process.begin();
    }

    /** An agent that runs takes its file over as it is now; one that does not run has nothing to take over. */
    void reload(SimMachine machine, Edits.Edited file) {
        if (machine.process() == null) {
            return;
        }
        note(machine.name(), "reads its file again");
        if (file.otherKeys()) {
            planners.set(machine.index(), parts.planner());
        }
        machine.process().reload(config(machine.seat(), file.config()), file.oneMore());
    }

    /** Starts all agents, each within the first second. */
    void bootAll() {
        for (SimMachine machine : machines) {
            timeline.after(dice.between(0, SECOND), () -> boot(machine));
        }
    }

    /**
     * Lets time pass, until then or until something happened that must not.
     *
     * @return whether all was well
     */
    boolean runUntil(long instant) {
        while (!watch.isViolated() && timeline.step(instant)) {
            watch.afterEvent();
        }
        return !watch.isViolated();
    }

    /** What is there all the time while things go wrong. */
    void noise(Faults faults) {
        if (noise.hiccupPerMille() > 0) {
            // The next advert has its lateness already.
            hiccupsUntil =
                    timeline.now() + SimProcess.HICCUP_NANOS + options.cluster().longestAdvertNanos() * 102 / 100;
        }
        noise = faults;
        network.noise(faults);
    }

    /** Whether turns of the engine come when they are due. */
    boolean isPunctual() {
        return noise.hiccupPerMille() == 0 && timeline.now() >= hiccupsUntil;
    }

    Faults noise() {
        return noise;
    }

    /**
     * The longest that two nodes that hear each other may both be master: until the better one's next advert, by a
     * clock that may be slow, and what turns and kernels need to follow it.
     */
    long heardWithinNanos() {
        long slack = isPunctual() ? 10 * MILLISECOND : SECOND;
        return options.cluster().longestAdvertNanos() * 102 / 100 + slack;
    }

    void note(String who, String what) {
        transcript.line(timeline.now(), who, what);
    }

    WorldOptions options() {
        return options;
    }

    Parts parts() {
        return parts;
    }

    Transcript transcript() {
        return transcript;
    }

    Site site() {
        return site;
    }

    Timeline timeline() {
        return timeline;
    }

    List<SimMachine> machines() {
        return machines;
    }

    /** A machine is out of the game for good. */
    void lost(SimMachine machine) {
        lost.add(machine);
    }

    /** The machines that are still in the game, in their order. */
    List<SimMachine> running() {
        return lost.isEmpty()
                ? machines
                : machines.stream().filter(m -> !lost.contains(m)).toList();
    }

    SimNetwork network() {
        return network;
    }

    SimCloud cloud() {
        return cloud;
    }

    /** What deposed masters have done in the cloud so far. */
    DeposedMasters deposedMasters() {
        return lateSteps.count();
    }

    /** What somebody else's firewall rules became. */
    FirewallsReturn firewalls() {
        return firewalls;
    }

    Watch watch() {
        return watch;
    }
}
