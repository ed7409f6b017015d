package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.List;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.net.IpAddress;

/** What must be so once nothing goes wrong any more, and by when. */
final class Liveness {
    private static final long SECOND = 1_000_000_000L;
    /** Starting a process, slow turns, the kernel's work. */
    private static final long SLACK_NANOS = 3 * SECOND;
    /** The longest wait after failures, with its jitter. */
    private static final long LONGEST_BACK_OFF_NANOS = 36 * SECOND;
    /** One step without faults: a call, a job of two commands to a slow router, its polls. */
    private static final long STEP_NANOS = 4 * SECOND;

    private final SimWorld world;

    Liveness(SimWorld world) {
        this.world = world;
    }

    /** How long after the heal there may not be one right master yet. */
    long masterBoundNanos() {
        WorldOptions.Cluster cluster = world.options().cluster();
        long takeover = 3 * cluster.masterDownNanos() + cluster.preemptDelayNanos() + cluster.stopTimeoutNanos();
        // Whoever was lost with the address keeps it until its lifetime ends.
        return Math.max(takeover, world.lifetimeNanos()) + SLACK_NANOS;
    }

    /**
     * How long after that the cloud, and the neighbours' ARP, may not follow yet: what was under way has to end, its
     * failure to be waited out, and a job that was given up, the settle time to pass; then two looks, one that finds it
     * and one after a move that somebody's late request has spoilt, and the move itself.
     */
    long cloudBoundNanos() {
        WorldOptions options = world.options();
        int most = Math.max(1, options.cloud().forwards());
        long underWay = Math.max(options.stageNanos(most), SimCloud.LONGEST_DETOUR_NANOS);
        // What updates nothing shows only when it is looked at again, and the next plan does without.
        long looks = (options.cloud().has(WorldOptions.Special.OLD_SERVER) ? 3 : 2)
                * (options.cloud().recheckNanos() * 6 / 5);
        long steps = 2
                + 2L * (options.cloud().forwards() + options.cloud().specials().size());
        long move = steps * STEP_NANOS * world.site().instances();
        long expunge = world.running().size() < world.machines().size() ? SimWorld.EXPUNGE_NANOS : 0;
        long aftermath = options.cloud().jobTimeoutNanos();
        long patience = aftermath + LONGEST_BACK_OFF_NANOS + options.cloud().settleNanos();
        long cloud = underWay + patience + looks + move + expunge;
        return Math.max(
                options.cloud().followed() ? cloud : 0, options.cluster().refreshNanos() + SLACK_NANOS);
    }

    /** What is not yet right with masters and addresses; empty when all is. */
    List<String> mastersMissing() {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < world.site().instances(); i++) {
            SimMachine master = master(i, missing);
            if (master == null) {
                continue;
            }
            SimMachine better = better(master, i);
            if (better != null) {
                missing.add("instance " + i + ": " + master.name() + " is master, and " + better.name() + " is better");
            }
            IpAddress address = world.site().virtualAddress(i);
            for (SimMachine machine : world.machines()) {
                // A silent machine answers nobody, whatever its kernel holds.
                if (!machine.isFrozen() && machine.kernel().holds(address) != (machine == master)) {
                    missing.add(machine.name() + (machine == master ? " lacks " : " holds ") + address);
                }
            }
        }
        return missing;
    }

    /** What is not yet right with the neighbours' ARP and the cloud; empty when all is. */
    List<String> followingMissing() {
        List<String> missing = new ArrayList<>();
        ZoneSnapshot zone = world.cloud().snapshot();
        for (int i = 0; i < world.site().instances(); i++) {
            SimMachine master = master(i, missing);
            if (master == null) {
                continue;
            }
            IpAddress address = world.site().virtualAddress(i);
            SimMachine neighbour = world.network().neighbour(address);
            if (neighbour != master) {
                missing.add("the gateway has " + address + " at " + (neighbour == null ? "nobody" : neighbour.name()));
            }
            if (!world.options().cloud().followed()) {
                continue;
            }
            List<String> holders = zone.holders(address);
            if (!holders.equals(List.of(master.name()))) {
                missing.add("the cloud has " + address + " at " + holders + ", not at " + master.name());
            }
            for (PortForward claim : world.site().forwards(i)) {
                rule(zone, claim, master, missing);
            }
            missing.addAll(world.site().otherClaims(i).missing(zone, master.seat()));
        }
        missing.addAll(world.firewalls().missing(zone));
        return missing;
    }

    private static void rule(ZoneSnapshot zone, PortForward claim, SimMachine master, List<String> missing) {
        List<ZoneSnapshot.PortForward> rules = zone.portForwards().stream()
                .filter(rule -> rule.published().publicIp().equals(claim.publicIp())
                        && rule.published().ports().equals(claim.publicPorts()))
                .toList();
        boolean right = rules.size() == 1
                && rules.get(0).isActive()
                && rules.get(0).machine().equals(master.name())
                && rules.get(0).target().equals(Site.address(claim))
                && rules.get(0).privatePorts().equals(claim.privatePorts());
        if (!right) {
            missing.add(claim.describe() + " does not lead to " + master.name() + ": " + rules);
        }
    }

    /** Whether nothing is under way any more that could still change the cloud. */
    boolean isQuiet() {
        return world.cloud().isQuiet()
                && world.machines().stream()
                        .noneMatch(m -> m.process() != null && m.process().isExecuting());
    }

    private SimMachine master(int instance, List<String> missing) {
        SimMachine master = null;
        for (SimMachine machine : world.machines()) {
            SimProcess process = machine.process();
            if (process != null && process.standing().isMaster(instance)) {
                if (master != null) {
                    missing.add(
                            "instance " + instance + ": " + master.name() + " and " + machine.name() + " are master");
                    return null;
                }
                master = machine;
            }
        }
        if (master == null) {
            missing.add("instance " + instance + ": nobody is master");
        }
        return master;
    }

    /** A node that has to replace the master; null if there is none. Among equals whoever is master stays. */
    private SimMachine better(SimMachine master, int instance) {
        for (SimMachine machine : world.running()) {
            if (world.site().mayReplace(machine.seat(), master.seat(), instance)) {
                return machine;
            }
        }
        return null;
    }
}
