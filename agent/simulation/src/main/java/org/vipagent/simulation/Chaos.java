package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.List;
import org.vipagent.simulation.SimNetwork.Path;

/** Breaks a world: draws troubles, lets each begin and end, and in the end undoes them all. */
public final class Chaos {
    private static final long MILLISECOND = 1_000_000L;
    private static final long RETRY_NANOS = 100 * MILLISECOND;
    private static final long LONGEST_PAUSE_NANOS = 10_000 * MILLISECOND;
    private static final long LONGEST_STEP_NANOS = 100_000 * MILLISECOND;
    /** The daemon takes a wall clock that is set forward by more than this for the end of a pause. */
    private static final long NOTICED_STEP_NANOS = 500 * MILLISECOND;

    private static final int HEAVY_LOSS = 300;

    private final SimWorld world;
    private final Faults faults;
    private final Dice dice;
    private final CloudChaos cloudChaos;
    private final Edits edits;
    private final List<Episode> open = new ArrayList<>();

    /** One trouble that goes on; can be undone once. */
    private record Episode(Trouble kind, String where, Runnable undo) {}

    Chaos(SimWorld world, Faults faults, Dice dice) {
        this.world = world;
        this.faults = faults;
        this.dice = dice;
        this.cloudChaos = new CloudChaos(world, dice.split());
        this.edits = new Edits(world.site(), dice.split());
    }

    /** Draws what happens in the time to come. */
    void begin(long fireNanos) {
        world.noise(faults);
        long from = world.timeline().now();
        for (int i = 0; i < faults.episodes(); i++) {
            Trouble kind = dice.oneOf(faults.kinds());
            world.timeline().at(from + dice.between(0, fireNanos), () -> begin(kind));
        }
    }

    /** From now on nothing goes wrong: every trouble ends, and every agent runs. */
    void heal() {
        world.note("chaos", "the world heals");
        world.noise(Faults.none());
        while (!open.isEmpty()) {
            end(open.get(open.size() - 1));
        }
        world.cloud().zone().faults().clear();
        world.cloud().zone().faults().extraJobMillis(0);
        if (world.options().cloud().has(WorldOptions.Special.JOBS_QUEUE)) {
            // A job that hangs holds up all others until somebody starts the server anew.
            world.cloud().crash();
        }
        if (faults.loss() != Faults.Loss.NONE) {
            lose(dice.oneOf(world.machines()));
        }
        world.running().forEach(this::makeRun);
    }

    private void lose(SimMachine machine) {
        world.note("chaos", machine.name() + " is lost for good: " + faults.loss());
        world.lost(machine);
        if (machine.process() != null) {
            machine.process().end();
        }
        if (faults.loss() != Faults.Loss.AGENT) {
            machine.freeze(new SimMachine.Freeze(SimMachine.ClockOf.STANDS_STILL, false));
        }
        if (faults.loss() == Faults.Loss.DESTROYED) {
            cloudChaos.destroy(machine);
        }
    }

    private void begin(Trouble kind) {
        SimMachine machine = dice.oneOf(world.machines());
        Runnable undo = start(kind, machine);
        Episode episode = new Episode(kind, machine.name(), undo);
        world.note("chaos", kind + " begins (" + machine.name() + ")");
        open.add(episode);
        world.timeline().after(duration(kind), () -> end(episode));
    }

    /** A pause lasts as long as machines and people make it last; everything else is measured by what the cluster feels. */
    private long duration(Trouble kind) {
        long masterDown = world.options().cluster().masterDownNanos();
        return kind == Trouble.PAUSE || kind == Trouble.SUSPEND
                ? dice.skewed(MILLISECOND, LONGEST_PAUSE_NANOS)
                : dice.skewed(masterDown / 20, 5 * masterDown);
    }

    private void end(Episode episode) {
        // A healed world has ended it already.
        if (open.remove(episode)) {
            world.note("chaos", episode.kind + " ends (" + episode.where + ")");
            episode.undo.run();
        }
    }

    /** Begins a trouble and returns what ends it. */
    private Runnable start(Trouble kind, SimMachine machine) {
        return switch (kind) {
            case PARTITION -> partition();
            case ONE_WAY_CUT -> oneWayCut(machine);
            case GATEWAY_CUT -> gatewayCut(machine);
            case LOSS -> loss(machine);
            case DELAY -> delay(machine);
            case LINK_DOWN -> linkDown(machine);
            case PAUSE -> pause(machine);
            case SUSPEND -> suspend(machine);
            case CRASH -> crash(machine);
            case REBOOT -> reboot(machine);
            case STOP -> stop(machine);
            case FAREWELL_LOST -> farewellLost(machine);
            case CLOCK_STEP -> clockStep(machine);
            case OWN_ADDRESS_LOST -> ownAddressLost(machine);
            case STRANGER -> stranger();
            case FLOOD -> flood();
            case KERNEL_SLOW -> kernelSlow(machine);
            case KERNEL_REFUSES -> kernelRefuses(machine);
            case ADDRESS_REMOVED -> addressRemoved(machine);
            case RELOAD -> reload(machine);
            default -> cloudChaos.start(kind, machine);
        };
    }

    private Runnable partition() {
        int nodes = world.machines().size();
        int side = (int) dice.between(1, (1L << nodes) - 2);
        List<Path> between = new ArrayList<>();
        for (int from = 0; from < nodes; from++) {
            for (int to = 0; to < nodes; to++) {
                if ((side >> from & 1) != (side >> to & 1)) {
                    between.add(world.network().path(from, to));
                }
            }
        }
        return cut(between);
    }

    private Runnable oneWayCut(SimMachine machine) {
        SimMachine other = world.machines().get(dice.below(world.machines().size()));
        return cut(List.of(world.network().path(machine.index(), other.index())));
    }

    private Runnable gatewayCut(SimMachine machine) {
        return cut(List.of(world.network().gatewayPath(machine.index())));
    }

    private static Runnable cut(List<Path> paths) {
        paths.forEach(path -> path.cut(true));
        return () -> paths.forEach(path -> path.cut(false));
    }

    private Runnable loss(SimMachine machine) {
        int perMille = (int) dice.between(HEAVY_LOSS, 1000);
        List<Path> paths = pathsOf(machine);
        paths.forEach(path -> path.loss(perMille));
        return () -> paths.forEach(path -> path.loss(-perMille));
    }

    private Runnable delay(SimMachine machine) {
        long nanos = dice.skewed(MILLISECOND, 2 * world.options().cluster().masterDownNanos());
        List<Path> paths = pathsOf(machine);
        paths.forEach(path -> path.delay(nanos));
        return () -> paths.forEach(path -> path.delay(-nanos));
    }

    /** All paths from a machine, to it, or both. */
    private List<Path> pathsOf(SimMachine machine) {
        int directions = (int) dice.between(1, 3);
        List<Path> paths = new ArrayList<>();
        for (SimMachine other : world.machines()) {
            if (other != machine && (directions & 1) != 0) {
                paths.add(world.network().path(machine.index(), other.index()));
            }
            if (other != machine && (directions & 2) != 0) {
                paths.add(world.network().path(other.index(), machine.index()));
            }
        }
        return paths;
    }

    private Runnable linkDown(SimMachine machine) {
        machine.kernel().linkDown(ClusterPlan.DEVICE, true);
        return () -> machine.kernel().linkDown(ClusterPlan.DEVICE, false);
    }

    private Runnable pause(SimMachine machine) {
        SimProcess process = machine.process();
        if (process == null) {
            return () -> {};
        }
        process.pause();
        return process::goOn;
    }

    private Runnable suspend(SimMachine machine) {
        if (machine.isFrozen()) {
            return () -> {};
        }
        SimMachine.ClockOf clock = dice.oneOf(List.of(SimMachine.ClockOf.values()));
        machine.freeze(new SimMachine.Freeze(clock, dice.chance(0.5)));
        // Even where the monotonic clock runs on, a suspend may show in the boot-time clock.
        boolean clocksShow =
                clock == SimMachine.ClockOf.JUMPS || (clock == SimMachine.ClockOf.RUNS_ON && dice.chance(0.3));
        return () -> {
            machine.thaw();
            if (clocksShow) {
                resumed(machine);
            }
        };
    }

    private static void resumed(SimMachine machine) {
        if (machine.process() != null) {
            machine.process().resumed();
        }
    }

    private Runnable crash(SimMachine machine) {
        if (machine.process() != null) {
            machine.process().end();
        }
        return () -> makeRun(machine);
    }

    private Runnable reboot(SimMachine machine) {
        if (machine.isFrozen()) {
            return () -> {};
        }
        machine.powerOff();
        return () -> {
            machine.thaw();
            makeRun(machine);
        };
    }

    private Runnable stop(SimMachine machine) {
        if (machine.process() != null) {
            machine.process().stopRequested();
        }
        return () -> makeRun(machine);
    }

    private Runnable farewellLost(SimMachine machine) {
        world.network().loseFarewells(machine.index(), true);
        Runnable makeRun = stop(machine);
        return () -> {
            world.network().loseFarewells(machine.index(), false);
            makeRun.run();
        };
    }

    /** As a service manager does: starts what does not run, after a planned stop has come to its end. */
    private void makeRun(SimMachine machine) {
        if (!world.running().contains(machine)) {
            return;
        }
        if (machine.process() == null) {
            machine.at(machine.local(), () -> world.boot(machine));
        } else if (machine.process().standing().isStopping()) {
            world.timeline().after(RETRY_NANOS, () -> makeRun(machine));
        }
    }

    private Runnable clockStep(SimMachine machine) {
        long step = dice.skewed(MILLISECOND, LONGEST_STEP_NANOS) * (dice.chance(0.5) ? 1 : -1);
        stepWall(machine, step);
        return () -> stepWall(machine, -step);
    }

    private static void stepWall(SimMachine machine, long nanos) {
        machine.clock().stepWall(nanos);
        if (nanos > NOTICED_STEP_NANOS) {
            resumed(machine);
        }
    }

    private static Runnable ownAddressLost(SimMachine machine) {
        machine.kernel().loseOwn(true);
        return () -> machine.kernel().loseOwn(false);
    }

    private Runnable stranger() {
        Stranger stranger = new Stranger(world, dice.split());
        stranger.begin();
        return stranger::end;
    }

    private Runnable flood() {
        Forger forger = Forger.drawn(world, dice.split());
        forger.begin();
        return forger::end;
    }

    private Runnable reload(SimMachine machine) {
        world.reload(machine, edits.drawn(machine.seat()));
        return () -> world.reload(machine, edits.original(machine.seat()));
    }

    private static Runnable kernelSlow(SimMachine machine) {
        machine.kernel().slow(true);
        return () -> machine.kernel().slow(false);
    }

    private static Runnable kernelRefuses(SimMachine machine) {
        machine.kernel().refuses(true);
        return () -> machine.kernel().refuses(false);
    }

    private static Runnable addressRemoved(SimMachine machine) {
        machine.kernel().flush();
        return () -> {};
    }
}
