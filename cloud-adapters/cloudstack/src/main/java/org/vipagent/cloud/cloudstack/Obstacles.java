package org.vipagent.cloud.cloudstack;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why an address cannot move, or not now. */
record Obstacles(Needs needs, CloudStackView view) {
    /**
     * Why these holders cannot lose the address now.
     *
     * @param steps what is done about everything that is claimed to lead to it
     */
    Optional<String> toLeaving(Seat seat, List<Holder> holders, List<ClaimSteps> steps) {
        Set<String> freed = new HashSet<>();
        steps.forEach(s -> freed.addAll(s.freed()));
        return staticNat(seat, freed)
                .or(() -> outsider(holders))
                .or(() -> blockingRule(seat, freed))
                .or(() -> blockingMember(seat, freed))
                .or(() -> steps.isEmpty() ? Optional.empty() : clinging(holders));
    }

    /**
     * Why this node's interface would not get the address. It has to be known before anything is taken away: afterwards
     * nobody would have it.
     *
     * @param arriving how many other addresses the interface gets in the same plan
     */
    Optional<String> toArriving(Seat seat, long arriving) {
        int most = view.known().secondariesAtMost();
        if (seat.isOurs()) {
            return Optional.empty();
        } else if (seat.refused()) {
            return Optional.of("the cloud has refused again and again to give it to this node's interface");
        } else if (seat.nic().secondaries().size() + arriving >= most) {
            return Optional.of(
                    "this node's interface has " + seat.nic().secondaries().size() + " secondary addresses"
                            + (arriving > 0 ? " and gets " + arriving + " more" : "")
                            + ", and the cloud is not known to allow more than " + most);
        }
        return Optional.empty();
    }

    // The server lets the address go while static NAT leads to it, and the static NAT then leads nowhere.
    private Optional<String> staticNat(Seat seat, Set<String> freed) {
        return view.lists().publicAddresses().stream()
                .filter(p -> p.binding().filter(b -> b.leadsTo(seat.address())).isPresent())
                .filter(p -> p.networkId().isEmpty()
                        || p.networkId().get().equals(seat.nic().networkId()))
                .filter(p -> !freed.contains(p.id()))
                .findFirst()
                .map(p -> "static NAT of " + p.address() + " leads to it, and would lead nowhere");
    }

    /** Whether one of them is a machine that the operator did not name. */
    Optional<String> outsider(List<Holder> holders) {
        List<String> peers = needs.claims().peers();
        return holders.stream()
                .filter(h -> !h.ours() && !peers.isEmpty() && !peers.contains(h.machineId()))
                .findFirst()
                .map(h -> h.machineName() + " is not one of the peers");
    }

    private Optional<String> blockingRule(Seat seat, Set<String> freed) {
        return view.lists().rules().stream()
                .filter(r -> r.guestIp().filter(seat.address()::equals).isPresent())
                .filter(r -> r.networkId().isEmpty()
                        || r.networkId().get().equals(seat.nic().networkId()))
                .filter(r -> !freed.contains(r.id()))
                .findFirst()
                .map(r -> "the rule " + RuleSteps.words(view, r)
                        + " leads to it too: claim it with port_forward, or delete it");
    }

    private Optional<String> blockingMember(Seat seat, Set<String> freed) {
        return view.lists().balancers().stream()
                .flatMap(b -> b.members().stream()
                        .filter(m -> m.address().equals(seat.address()))
                        .filter(m -> !freed.contains(Membership.id(b.id(), m.machineId(), m.address()))))
                .findFirst()
                .map(m -> "it is a member of a load balancer at " + m.machineName() + ", which is not ours to change");
    }

    private static Optional<String> clinging(List<Holder> holders) {
        return holders.stream()
                .filter(Holder::clings)
                .findFirst()
                .map(h -> "the cloud has refused again and again to take it from " + h.machineName());
    }
}
