package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.node.NodeEffect;

/**
 * Firewall rules that somebody else has made of a public address with static NAT go with each of its moves, and come
 * back. Who moves it knows them from its looks: so this is demanded where every agent that runs in the end has looked
 * while both were there. Where somebody else than the master took them away and static NAT stayed nobody can tell
 * whether that was meant: the operator deleted them, or the router or the server failed in the middle of ending it.
 */
final class FirewallsReturn implements SafetyCheck {
    private final SimWorld world;
    private final List<Address> addresses = new ArrayList<>();
    /** What let strangers in, and had static NAT, when a look began. */
    private final IdentityHashMap<NodeEffect.LookAtCloud, Set<Address>> looks = new IdentityHashMap<>();
    /** What each process has seen so. */
    private final IdentityHashMap<SimProcess, Set<Address>> known = new IdentityHashMap<>();

    /** A public address with such rules. */
    private static final class Address {
        private final ClaimedNat nat;
        private final int instance;
        /** Whether it lets strangers in. */
        private boolean open = true;
        /** Whether static NAT was off at any time since the rules were there. */
        private boolean unbound;
        /** Who asked for its end last. */
        private SimProcess endedBy;

        Address(ClaimedNat nat, int instance) {
            this.nat = nat;
            this.instance = instance;
        }
    }

    FirewallsReturn(SimWorld world) {
        this.world = world;
        for (int i = 0; i < world.site().instances(); i++) {
            int instance = i;
            world.site().otherClaims(i).withStrangers().forEach(nat -> addresses.add(new Address(nat, instance)));
        }
    }

    @Override
    public void lookBegins(SimProcess process, NodeEffect.LookAtCloud request) {
        if (!addresses.isEmpty()) {
            looks.put(request, open(process, request));
        }
    }

    @Override
    public void looked(SimProcess process, NodeEffect.LookAtCloud request, Observation seen) {
        Set<Address> all = looks.remove(request);
        if (all != null && seen instanceof Observation.Seen) {
            all.retainAll(open(process, request));
            known.computeIfAbsent(process, p -> new HashSet<>()).addAll(all);
        }
    }

    /** What of a look's instance lets strangers in, and has static NAT that they would go with. */
    private Set<Address> open(SimProcess process, NodeEffect.LookAtCloud request) {
        int instance = process.standing().indexOf(request.instance());
        ZoneSnapshot zone = world.cloud().snapshot();
        Set<Address> open = new HashSet<>();
        for (Address address : addresses) {
            if (address.instance == instance && address.nat.isBound(zone) && address.nat.letsStrangersIn(zone)) {
                open.add(address);
            }
        }
        return open;
    }

    @Override
    public void apiCall(SimCloud.Sender sender, ApiCall call, boolean awaited) {
        if (!addresses.isEmpty() && call.command().equals("disableStaticNat")) {
            String id = call.parameters().get("ipaddressid");
            addresses.stream()
                    .filter(address -> address.nat.publicIpId().equals(id))
                    .forEach(address -> address.endedBy = sender.process());
        }
    }

    @Override
    public void zoneTouched() {
        if (addresses.isEmpty()) {
            return;
        }
        ZoneSnapshot zone = world.cloud().snapshot();
        for (Address address : addresses) {
            boolean open = address.nat.letsStrangersIn(zone);
            if (open && !address.open) {
                address.endedBy = null;
            }
            address.open = open;
            if (open) {
                address.unbound = false;
            } else if (!address.nat.isBound(zone)) {
                address.unbound = true;
            }
        }
    }

    /** What has not come back although everybody knows it. */
    List<String> missing(ZoneSnapshot zone) {
        List<String> missing = new ArrayList<>();
        for (Address address : addresses) {
            if (!address.nat.letsStrangersIn(zone) && isKnownToAll(address) && isDue(address)) {
                missing.add("the firewall rule that somebody made of " + address.nat.publicIp() + " is lost: "
                        + address.nat.firewall(zone));
            }
        }
        return missing;
    }

    private boolean isDue(Address address) {
        boolean byTheMaster =
                address.endedBy != null && address.endedBy.standing().isMaster(address.instance);
        return address.unbound || byTheMaster;
    }

    private boolean isKnownToAll(Address address) {
        return world.running().stream().allMatch(machine -> known.getOrDefault(machine.process(), Set.of())
                .contains(address));
    }
}
