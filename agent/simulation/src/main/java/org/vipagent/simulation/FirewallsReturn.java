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
 * while both were there, and the master has ended static NAT itself or has looked while it was off. Where the rules go
 * and static NAT stays, or is back before the master looks, nobody can tell whether that was meant: the operator
 * deleted them, or something failed in the middle.
 */
final class FirewallsReturn implements SafetyCheck {
    private final SimWorld world;
    private final List<Address> addresses = new ArrayList<>();
    private final IdentityHashMap<NodeEffect.LookAtCloud, State> looks = new IdentityHashMap<>();
    private final IdentityHashMap<SimProcess, Knowledge> known = new IdentityHashMap<>();

    /** A public address with such rules. */
    private static final class Address {
        private final ClaimedNat nat;
        private final int instance;
        /** Whether it lets strangers in. */
        private boolean open = true;
        /** Who asked for its end last, since then. */
        private SimProcess endedBy;

        Address(ClaimedNat nat, int instance) {
            this.nat = nat;
            this.instance = instance;
        }
    }

    /** What of an instance is there: rules and the static NAT that they go with, or not even that. */
    private record State(Set<Address> whole, Set<Address> unbound) {
        /** What was so both times. */
        State and(State later) {
            return new State(both(whole, later.whole), both(unbound, later.unbound));
        }

        private static Set<Address> both(Set<Address> one, Set<Address> other) {
            Set<Address> both = new HashSet<>(one);
            both.retainAll(other);
            return both;
        }
    }

    /** What a process has learnt from its looks. */
    private static final class Knowledge {
        private final Set<Address> whole = new HashSet<>();
        private final Set<Address> goneSince = new HashSet<>();

        void learn(State state) {
            whole.addAll(state.whole);
            goneSince.removeAll(state.whole);
            goneSince.addAll(state.unbound);
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
            looks.put(request, state(process, request));
        }
    }

    @Override
    public void looked(SimProcess process, NodeEffect.LookAtCloud request, Observation seen) {
        State before = looks.remove(request);
        if (before != null && seen instanceof Observation.Seen) {
            known.computeIfAbsent(process, p -> new Knowledge()).learn(before.and(state(process, request)));
        }
    }

    private State state(SimProcess process, NodeEffect.LookAtCloud request) {
        int instance = process.standing().indexOf(request.instance());
        ZoneSnapshot zone = world.cloud().snapshot();
        State state = new State(new HashSet<>(), new HashSet<>());
        for (Address address : addresses) {
            if (address.instance == instance && !address.nat.isBound(zone)) {
                state.unbound.add(address);
            } else if (address.instance == instance && address.nat.letsStrangersIn(zone)) {
                state.whole.add(address);
            }
        }
        return state;
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
        return world.running().stream()
                .map(SimMachine::process)
                .filter(process -> process.standing().isMaster(address.instance))
                .anyMatch(master ->
                        address.endedBy == master || known.get(master).goneSince.contains(address));
    }

    private boolean isKnownToAll(Address address) {
        return world.running().stream()
                .map(machine -> known.get(machine.process()))
                .allMatch(knowledge -> knowledge != null && knowledge.whole.contains(address));
    }
}
