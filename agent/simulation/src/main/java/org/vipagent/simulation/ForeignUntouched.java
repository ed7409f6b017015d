package org.vipagent.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.cloud.simulator.ZoneSnapshot;

/** What the configuration does not claim is never taken away, and never asked to be. */
final class ForeignUntouched implements SafetyCheck {
    private final SimWorld world;
    private final Map<String, Thing> foreign = new HashMap<>();
    private boolean dirty;

    /**
     * Something that is not claimed.
     *
     * @param row as the zone shows it
     * @param machine goes with it when it is expunged
     */
    private record Thing(Object row, String machine) {}

    ForeignUntouched(SimWorld world) {
        this.world = world;
        ZoneSnapshot beginning = world.cloud().snapshot();
        beginning.secondaryIps().stream()
                .filter(ip -> !isClaimed(ip))
                .forEach(ip -> foreign.put(ip.id(), new Thing(ip, ip.machine())));
        beginning.portForwards().stream()
                .filter(rule -> !isClaimed(rule))
                .forEach(rule -> foreign.put(rule.id(), new Thing(rule, rule.machine())));
        beginning.firewallRules().stream()
                .filter(rule -> rule.publicIp().equals(Site.PUBLIC_IP))
                .forEach(rule -> foreign.put(rule.id(), new Thing(rule, ZonePlan.FOREIGN_MACHINE)));
    }

    private boolean isClaimed(ZoneSnapshot.SecondaryIp ip) {
        for (int i = 0; i < world.site().instances(); i++) {
            if (world.site().virtualAddress(i).equals(ip.address())) {
                return true;
            }
        }
        return false;
    }

    private boolean isClaimed(ZoneSnapshot.PortForward rule) {
        for (int i = 0; i < world.site().instances(); i++) {
            if (world.site().otherClaims(i).owns(rule)) {
                return true;
            }
            for (PortForward claim : world.site().forwards(i)) {
                if (rule.published().publicIp().equals(claim.publicIp())
                        && rule.published().ports().equals(claim.publicPorts())) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void apiCall(SimCloud.Sender sender, ApiCall call, boolean awaited) {
        dirty |= call.write();
        String id = call.parameters().get("id");
        if (id != null && call.write() && foreign.containsKey(id)) {
            world.watch()
                    .report(
                            "foreign untouched",
                            sender.machine().name() + " sends " + call.command() + " for " + foreign.get(id).row
                                    + ", which is not claimed");
        }
    }

    @Override
    public void zoneTouched() {
        if (!dirty) {
            return;
        }
        ZoneSnapshot now = world.cloud().snapshot();
        dirty = now.jobsPending() > 0;
        Set<Object> present = new HashSet<>(now.secondaryIps());
        present.addAll(now.portForwards());
        present.addAll(now.firewallRules());
        for (Thing thing : foreign.values()) {
            if (!present.contains(thing.row) && SimCloud.isThere(now, thing.machine)) {
                world.watch().report("foreign untouched", thing.row + " is not there any more as it was");
            }
        }
    }
}
