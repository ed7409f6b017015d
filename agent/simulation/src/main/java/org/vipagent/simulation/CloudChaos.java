package org.vipagent.simulation;

import java.util.List;
import java.util.Map;
import org.vipagent.cloud.simulator.Fault;
import org.vipagent.cloud.simulator.ZoneSnapshot;

/** The part of {@link Chaos} that meets the cloud. */
final class CloudChaos {
    private static final int ROUTER_FAILURES = 3;
    private static final int MOST_LIES = 4;

    private static final List<Fault.Kind> LIES = List.of(
            Fault.Kind.HTML_ERROR,
            Fault.Kind.HTTP_RESET,
            Fault.Kind.HTTP_HANG,
            Fault.Kind.ANSWER_LOST,
            Fault.Kind.ANSWER_HTML,
            Fault.Kind.ANSWER_EMPTY,
            Fault.Kind.ANSWER_GARBLED,
            Fault.Kind.SERVER_CRASHES,
            Fault.Kind.ANSWER_SLOW,
            Fault.Kind.JOB_FAILS_DONE,
            Fault.Kind.JOB_DOES_NOTHING,
            Fault.Kind.JOB_HANGS,
            Fault.Kind.JOB_HANGS_DONE,
            Fault.Kind.JOB_SLOW);

    /** What the lies are about; the rest is read only. */
    private static final List<String> MET = List.of(
            Fault.ANY,
            "addIpToNic",
            "removeIpFromNic",
            "createPortForwardingRule",
            "updatePortForwardingRule",
            "deletePortForwardingRule",
            "enableStaticNat",
            "disableStaticNat",
            "createFirewallRule",
            "assignToLoadBalancerRule",
            "removeFromLoadBalancerRule",
            "queryAsyncJobResult",
            "listVirtualMachines");

    private final SimWorld world;
    private final Dice dice;

    CloudChaos(SimWorld world, Dice dice) {
        this.world = world;
        this.dice = dice;
    }

    /** Begins a trouble and returns what ends it. */
    Runnable start(Trouble kind, SimMachine machine) {
        SimCloud cloud = world.cloud();
        return switch (kind) {
            case API_OUTAGE -> outage(machine);
            case API_SLOW -> {
                cloud.slow(true);
                yield () -> cloud.slow(false);
            }
            case API_LOSSY -> {
                cloud.lossy(true);
                yield () -> cloud.lossy(false);
            }
            case API_REFUSES -> {
                cloud.refuses(true);
                yield () -> cloud.refuses(false);
            }
            case JOBS_FAIL -> {
                cloud.jobsFail(true);
                yield () -> cloud.jobsFail(false);
            }
            case JOBS_HANG -> {
                cloud.jobsHang(true);
                yield () -> cloud.jobsHang(false);
            }
            case JOBS_SLOW -> jobsSlow();
            case ROUTER_FAILS -> routerFails();
            case SERVER_CRASH -> serverCrash();
            case DRIFT -> drift();
            case CLOUD_LIES -> lies();
            case MAINTENANCE -> {
                cloud.zone().faults().habits().maintenance(true);
                yield () -> cloud.zone().faults().habits().maintenance(false);
            }
            default -> throw new IllegalArgumentException(kind + " does not meet the cloud");
        };
    }

    void destroy(SimMachine machine) {
        world.cloud()
                .byHand(Map.of(
                        "command", "destroyVirtualMachine", "id", machine.seat().virtualMachine()));
    }

    private Runnable outage(SimMachine machine) {
        List<SimMachine> cutOff = dice.chance(0.5) ? world.machines() : List.of(machine);
        cutOff.forEach(m -> world.cloud().outage(m.index(), true));
        return () -> cutOff.forEach(m -> world.cloud().outage(m.index(), false));
    }

    private Runnable jobsSlow() {
        world.cloud().zone().faults().extraJobMillis(dice.between(500, 20_000));
        return () -> world.cloud().zone().faults().extraJobMillis(0);
    }

    private Runnable routerFails() {
        world.cloud().zone().faults().failRouter("*", (int) dice.between(1, ROUTER_FAILURES));
        return () -> {};
    }

    /** What is armed and has not struck when the world heals is taken back then. */
    private Runnable lies() {
        int lies = (int) dice.between(1, MOST_LIES);
        for (int i = 0; i < lies; i++) {
            Fault fault = Fault.on(dice.oneOf(LIES), dice.oneOf(MET)).nth((int) dice.between(1, 3));
            world.note("chaos", "arms " + fault);
            world.cloud().zone().faults().arm(fault);
        }
        return () -> {};
    }

    private Runnable serverCrash() {
        world.cloud().crash();
        return () -> {};
    }

    /** Somebody takes away what is claimed, which the zone may refuse. */
    private Runnable drift() {
        int instance = dice.below(world.site().instances());
        ZoneSnapshot zone = world.cloud().snapshot();
        for (ZoneSnapshot.PortForward rule : zone.portForwards()) {
            if (rule.target().equals(world.site().virtualAddress(instance)) && dice.chance(0.6)) {
                world.note(
                        "operator",
                        "deletes the rule for port " + rule.published().ports());
                world.cloud().byHand(Map.of("command", "deletePortForwardingRule", "id", rule.id()));
            }
        }
        for (ZoneSnapshot.SecondaryIp ip : zone.secondaryIps()) {
            if (ip.address().equals(world.site().virtualAddress(instance)) && dice.chance(0.6)) {
                world.note("operator", "takes " + ip.address() + " from " + ip.machine());
                world.cloud().byHand(Map.of("command", "removeIpFromNic", "id", ip.id()));
            }
        }
        for (ZoneClaim.Deed deed : world.site().otherClaims(instance).deeds(zone)) {
            if (dice.chance(0.6)) {
                world.note("operator", deed.words());
                world.cloud().byHand(deed.request());
            }
        }
        return () -> {};
    }
}
