package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.cloudstack.CloudStackStep;
import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.config.FollowMode;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect;

/**
 * Under {@code follow auto} a rule that works is not taken away before its master has been one for the settle time.
 * Judged by the zone itself, not by what the plan says of its steps: in an isolated network a rule that is active and
 * leads to the virtual address works, whichever machine it names. Where the address is held by a machine that was
 * destroyed there is nothing to wait for. A rule that is updated in place is away for a second; for that ten seconds
 * are enough.
 */
final class NoHaste implements SafetyCheck {
    private static final long NEVER = -1;
    /** From then on a rule may be updated in place: that takes about a second. */
    private static final long BRIEF_AFTER_NANOS = 10_000_000_000L;

    private final SimWorld world;
    private final long[][] masterSince;
    /** Whether the stage that is carried out for each machine's instance began before the settle time was over. */
    private final boolean[][] early;
    /** The rules that worked when an instance of a machine listed them last, by id. */
    private final List<Set<String>> seenWorking = new ArrayList<>();

    NoHaste(SimWorld world) {
        this.world = world;
        this.masterSince = new long[world.machines().size()][world.site().instances()];
        this.early = new boolean[world.machines().size()][world.site().instances()];
        for (int i = 0; i < world.machines().size() * world.site().instances(); i++) {
            seenWorking.add(new HashSet<>());
        }
    }

    @Override
    public void mastership(SimMachine machine, int instance, long epoch) {
        masterSince[machine.index()][instance] = epoch == 0 ? NEVER : machine.local();
    }

    @Override
    public void stageBegins(SimProcess process, NodeEffect.ExecuteStage request) {
        int instance = process.standing().indexOf(request.instance());
        long since = masterSince[process.machine().index()][instance];
        long age = process.local() - since;
        boolean hasty = since != NEVER && age < world.options().cloud().settleNanos();
        early[process.machine().index()][instance] = hasty;
        for (Step step : request.stage().steps()) {
            boolean brief = age >= BRIEF_AFTER_NANOS && step instanceof CloudStackStep.UpdateRule;
            if (hasty && step.interrupts() && !brief) {
                report(process.machine(), step.describe());
            }
        }
    }

    @Override
    public void apiCall(SimCloud.Sender sender, ApiCall call, boolean awaited) {
        if (world.options().cloud().follow() != FollowMode.AUTO) {
            return;
        }
        Set<String> seen = seenWorking(sender);
        // A rule that came to life after this instance looked, or while its request was on the way for so long that it
        // gave up, is taken away by accident, not in haste.
        if (!awaited) {
            return;
        }
        if (call.command().equals("listPortForwardingRules")) {
            seen.clear();
            forEachWorking(rule -> seen.add(rule.id()));
        } else if (early[sender.machine().index()][sender.instance()]
                && call.command().equals("deletePortForwardingRule")) {
            forEachWorking(rule -> {
                if (seen.contains(rule.id())
                        && rule.id().equals(call.parameters().get("id"))) {
                    report(sender.machine(), call.command() + " of a rule that works: " + rule);
                }
            });
        }
    }

    private Set<String> seenWorking(SimCloud.Sender sender) {
        return seenWorking.get(sender.machine().index() * world.site().instances() + sender.instance());
    }

    private void forEachWorking(Consumer<ZoneSnapshot.PortForward> action) {
        ZoneSnapshot zone = world.cloud().snapshot();
        for (ZoneSnapshot.PortForward rule : zone.portForwards()) {
            if (works(rule, zone)) {
                action.accept(rule);
            }
        }
    }

    private boolean works(ZoneSnapshot.PortForward rule, ZoneSnapshot zone) {
        boolean held = false;
        for (String holder : zone.holders(rule.target())) {
            held |= SimCloud.isThere(zone, holder);
        }
        if (!rule.isActive() || !held) {
            return false;
        }
        long same = zone.portForwards().stream()
                .filter(other -> other.published().equals(rule.published()))
                .count();
        return same == 1 && isClaimed(rule, rule.target());
    }

    private boolean isClaimed(ZoneSnapshot.PortForward rule, IpAddress target) {
        for (int i = 0; i < world.site().instances(); i++) {
            for (PortForward claim : world.site().forwards(i)) {
                if (Site.address(claim).equals(target)
                        && claim.publicPorts().equals(rule.published().ports())
                        && claim.privatePorts().equals(rule.privatePorts())) {
                    return true;
                }
            }
        }
        return false;
    }

    private void report(SimMachine machine, String what) {
        if (world.options().cloud().follow() == FollowMode.AUTO) {
            world.watch().report("no haste", machine.name() + ", master for less than the settle time: " + what);
        }
    }
}
