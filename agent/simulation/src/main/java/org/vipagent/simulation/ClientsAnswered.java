package org.vipagent.simulation;

import java.util.Arrays;
import org.vipagent.net.IpAddress;

/**
 * Whoever has become master, or has heard a rival and stays master, is the one whom the clients find, within an advert
 * interval and ten milliseconds: a gateway that holds the address for another machine's is told so. This is what fails
 * where a partition heals, or a machine goes on after a pause, and nobody announces anything.
 */
final class ClientsAnswered implements SafetyCheck {
    private static final long NEVER = Long.MIN_VALUE;
    private static final long SLACK_NANOS = 10_000_000L;

    private final SimWorld world;
    private final long boundNanos;
    private final long[] silentSince;
    /** Since when the gateway has the address where it has it. */
    private final long[] movedAt;

    private final SimMachine[] neighbour;
    /** When a node last learnt that it is the one to be found: it became master, or heard a rival. */
    private final long[][] toldAt;

    private final long[] ableSince;

    ClientsAnswered(SimWorld world) {
        this.world = world;
        int instances = world.site().instances();
        int machines = world.machines().size();
        this.boundNanos = world.options().cluster().longestAdvertNanos() * 102 / 100 + SLACK_NANOS;
        this.silentSince = new long[instances];
        this.movedAt = new long[instances];
        this.neighbour = new SimMachine[instances];
        this.toldAt = new long[machines][instances];
        this.ableSince = new long[machines];
        Arrays.fill(silentSince, NEVER);
        Arrays.fill(movedAt, NEVER);
        Arrays.fill(ableSince, NEVER);
        for (long[] row : toldAt) {
            Arrays.fill(row, NEVER);
        }
    }

    @Override
    public void mastership(SimMachine machine, int instance, long epoch) {
        toldAt[machine.index()][instance] =
                epoch == 0 ? NEVER : world.timeline().now();
    }

    @Override
    public void heard(SimProcess process, SimMachine sender, int instance) {
        if (sender != process.machine() && process.standing().isMaster(instance)) {
            toldAt[process.machine().index()][instance] = world.timeline().now();
        }
    }

    @Override
    public void afterEvent(long now) {
        for (SimMachine machine : world.machines()) {
            int index = machine.index();
            ableSince[index] = !isAble(machine) ? NEVER : ableSince[index] == NEVER ? now : ableSince[index];
        }
        for (int i = 0; i < silentSince.length; i++) {
            look(i, now);
        }
    }

    private void look(int instance, long now) {
        IpAddress address = world.site().virtualAddress(instance);
        boolean answered = world.network().isAnswered(address);
        if (silentSince[instance] != NEVER) {
            judge(instance, now);
        }
        if (answered) {
            silentSince[instance] = NEVER;
        } else if (silentSince[instance] == NEVER) {
            silentSince[instance] = now;
        }
        SimMachine holder = world.network().neighbour(address);
        if (holder != neighbour[instance]) {
            neighbour[instance] = holder;
            movedAt[instance] = now;
        }
    }

    private void judge(int instance, long now) {
        for (SimMachine machine : world.machines()) {
            int index = machine.index();
            long told = toldAt[index][instance];
            if (ableSince[index] == NEVER
                    || told < ableSince[index]
                    || !machine.process().standing().isMaster(instance)) {
                continue;
            }
            // What it learnt before the gateway changed its mind, it may have acted upon already.
            if (neighbour[instance] != machine && told < movedAt[instance]) {
                continue;
            }
            long since = Math.max(told, silentSince[instance]);
            if (now - since > boundNanos) {
                SimMachine at = neighbour[instance];
                world.watch()
                        .report(
                                "clients are answered",
                                "nobody answers at " + world.site().virtualAddress(instance) + " for "
                                        + (now - since) / 1_000_000 + " ms, " + machine.name()
                                        + " is master and knows that it must be found; the gateway has it at "
                                        + (at == null ? "nobody" : at.name()));
            }
        }
    }

    /** Whether nothing keeps a node from telling the gateway, and from answering. */
    private boolean isAble(SimMachine machine) {
        return machine.isActing()
                && machine.isReachable()
                && machine.kernel().isReliable()
                && world.isPunctual()
                && world.noise().lossPerMille() == 0
                && world.network().gatewayPath(machine.index()).isClean();
    }
}
