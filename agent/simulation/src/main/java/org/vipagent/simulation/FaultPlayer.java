package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.simulation.SimNetwork.Path;

/** Makes the faults of an order happen in a world, and says what cannot be seen from outside. */
final class FaultPlayer {
    private static final long RETRY_NANOS = 10_000_000L;

    private final SimWorld world;
    private final Dice dice;
    private final Storyteller storyteller;
    private final Set<Path> cuts = new LinkedHashSet<>();

    /** Hears what is done. */
    interface Storyteller {
        void tells(String what);
    }

    FaultPlayer(SimWorld world, Dice dice, Storyteller storyteller) {
        this.world = world;
        this.dice = dice;
        this.storyteller = storyteller;
    }

    /** Does it, now. */
    void play(Fault fault) {
        if (fault instanceof Fault.Pause pause) {
            pause(machine(pause.node()), pause.nanos());
        } else if (fault instanceof Fault.Suspend suspend) {
            suspend(machine(suspend.node()), suspend.nanos());
        } else if (fault instanceof Fault.Crash crash) {
            agentOf(crash.node()).ifPresent(SimProcess::end);
        } else if (fault instanceof Fault.Stop stop) {
            agentOf(stop.node()).ifPresent(SimProcess::stopRequested);
        } else if (fault instanceof Fault.Restart restart) {
            restart(machine(restart.node()));
        } else if (fault instanceof Fault.Power power) {
            power(machine(power.node()), power.on());
        } else if (fault instanceof Fault.Link link) {
            link(machine(link.node()), link.up());
        } else if (fault instanceof Fault.Flood flood) {
            flood(flood);
        } else if (fault instanceof Fault.Clock clock) {
            clock(machine(clock.node()), clock.millionths());
        } else {
            network(fault);
        }
    }

    private void network(Fault fault) {
        if (fault instanceof Fault.Cut cut) {
            paths(cut).forEach(path -> cut(path, true));
        } else if (fault instanceof Fault.Heal heal) {
            Set<Path> healed = heal.node()
                    .map(node -> paths(new Fault.Cut(node, heal.other(), false)))
                    .orElseGet(() -> new LinkedHashSet<>(cuts));
            healed.forEach(path -> cut(path, false));
        } else if (fault instanceof Fault.Loss loss) {
            world.noise(new Faults(loss.perMille(), 0, 0, 0, List.of(), 0, Faults.Loss.NONE));
        } else if (fault instanceof Fault.Delay delay) {
            allPaths().forEach(path -> path.latency(delay.nanos()));
        } else {
            throw new IllegalArgumentException("not to be played: " + fault);
        }
    }

    private SimMachine machine(String name) {
        return world.machines().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Optional<SimProcess> agentOf(String node) {
        Optional<SimProcess> process = Optional.ofNullable(machine(node).process());
        if (process.isEmpty()) {
            storyteller.tells("no agent runs on " + node + ": nothing happens");
        }
        return process;
    }

    private void pause(SimMachine machine, long nanos) {
        agentOf(machine.name()).ifPresent(process -> {
            process.pause();
            world.timeline().after(nanos, () -> {
                process.goOn();
                if (machine.process() == process) {
                    storyteller.tells(machine.name() + "'s agent goes on");
                }
            });
        });
    }

    private void suspend(SimMachine machine, long nanos) {
        if (machine.isFrozen()) {
            storyteller.tells(machine.name() + " stands still already: nothing happens");
            return;
        }
        machine.freeze(new SimMachine.Freeze(SimMachine.ClockOf.JUMPS, false));
        world.timeline().after(nanos, () -> {
            machine.thaw();
            if (machine.process() != null) {
                machine.process().resumed();
            }
            storyteller.tells(machine.name() + " goes on");
        });
    }

    private void restart(SimMachine machine) {
        if (machine.process() == null) {
            machine.at(machine.local(), () -> world.boot(machine));
            return;
        }
        SimProcess old = machine.process();
        old.stopRequested();
        awaitEnd(machine, old);
    }

    private void awaitEnd(SimMachine machine, SimProcess old) {
        if (machine.process() == old) {
            world.timeline().after(RETRY_NANOS, () -> awaitEnd(machine, old));
        } else {
            storyteller.tells(machine.name() + "'s agent has ended and is started again");
            machine.at(machine.local(), () -> world.boot(machine));
        }
    }

    private void power(SimMachine machine, boolean on) {
        if (!on) {
            machine.powerOff();
        } else if (machine.isFrozen()) {
            machine.thaw();
            world.boot(machine);
        } else {
            storyteller.tells(machine.name() + " has power already: nothing happens");
        }
    }

    private static void link(SimMachine machine, boolean up) {
        for (Nic nic : machine.seat().nics()) {
            if (machine.kernel().isLinkUp(nic.device()) != up) {
                machine.kernel().linkDown(nic.device(), !up);
            }
        }
    }

    private void flood(Fault.Flood flood) {
        SimMachine victim = machine(flood.node());
        int instance = 0;
        while (!world.site().has(victim.seat(), instance)) {
            instance++;
        }
        Forger forger = Forger.at(world, dice.split(), victim, instance, flood.perSecond());
        forger.begin();
        world.timeline().after(flood.nanos(), () -> {
            forger.end();
            storyteller.tells("the flood ends");
        });
    }

    private static void clock(SimMachine machine, int millionths) {
        machine.clock().rate(millionths);
        if (machine.process() != null) {
            machine.process().clockChanged();
        }
    }

    private void cut(Path path, boolean on) {
        boolean changed = on ? cuts.add(path) : cuts.remove(path);
        if (changed) {
            path.cut(on);
        }
    }

    private Set<Path> paths(Fault.Cut cut) {
        SimNetwork network = world.network();
        int one = machine(cut.node()).index();
        Set<Path> paths = new LinkedHashSet<>();
        if (cut.other().isPresent()) {
            int other = machine(cut.other().get()).index();
            paths.add(network.path(one, other));
            if (!cut.oneWay()) {
                paths.add(network.path(other, one));
            }
            return paths;
        }
        for (SimMachine other : world.machines()) {
            if (other.index() != one) {
                paths.add(network.path(one, other.index()));
                paths.add(network.path(other.index(), one));
            }
        }
        paths.add(network.gatewayPath(one));
        return paths;
    }

    private List<Path> allPaths() {
        List<Path> paths = new ArrayList<>();
        for (SimMachine from : world.machines()) {
            paths.add(world.network().gatewayPath(from.index()));
            for (SimMachine to : world.machines()) {
                paths.add(world.network().path(from.index(), to.index()));
            }
        }
        return paths;
    }

    /** Says so if a cut is still open; empty if all were healed. */
    Optional<String> openCuts() {
        return cuts.isEmpty() ? Optional.empty() : Optional.of("a cut was never healed");
    }
}
