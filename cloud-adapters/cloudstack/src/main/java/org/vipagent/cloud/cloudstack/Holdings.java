package org.vipagent.cloud.cloudstack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vipagent.cloud.BalancerMember;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.FirewallOpening;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.StaticNat;
import org.vipagent.cloud.Target;

/**
 * Who holds each claim.
 *
 * @param view what was seen; its own holdings are of no interest
 */
record Holdings(Needs needs, CloudStackView view) {
    Map<Claim, Holding> all() {
        Map<Claim, Holding> holdings = new HashMap<>();
        needs.claims().claims().forEach(claim -> holdings.put(claim, of(claim)));
        return holdings;
    }

    private Holding of(Claim claim) {
        if (claim instanceof SecondaryIp ip) {
            return holding(view.seats().get(ip.address()));
        } else if (claim instanceof PortForward forward) {
            return Forwarding.of(forward, view).holding(machineFor(forward.target()));
        } else if (claim instanceof StaticNat nat) {
            return Binding.of(nat, view).holding(view, machineFor(nat.target()));
        } else if (claim instanceof BalancerMember member) {
            return Balancing.of(member, view, needs.claims().peers()).holding(view, machineFor(member.target()));
        } else if (claim instanceof FirewallOpening opening) {
            return Opening.of(opening, view).holding();
        }
        throw new IllegalArgumentException("a claim of a new kind: " + claim.describe());
    }

    // An address that is not claimed stays where it is; what leads to it names its holder, and that is right.
    private String machineFor(Target target) {
        if (target instanceof Target.Virtual virtual && !needs.isClaimed(virtual.address())) {
            Seat seat = view.seats().get(virtual.address());
            if (!seat.isOurs() && seat.others().size() == 1) {
                return seat.others().get(0).machineId();
            }
        }
        return view.own().id();
    }

    private static Holding holding(Seat seat) {
        List<String> names =
                seat.holders().stream().map(Holder::machineName).distinct().toList();
        if (seat.primaryOf().isPresent()) {
            return new Holding.Broken(seat.address() + " is the primary address of "
                    + seat.primaryOf().get());
        }
        if (seat.others().size() + (seat.isOurs() ? 1 : 0) > 1) {
            return new Holding.Broken(seat.address() + " has several holders: " + String.join(", ", names));
        }
        if (seat.holders().isEmpty()) {
            return new Holding.Nobody();
        }
        return seat.isOurs() ? new Holding.Ours() : new Holding.Other(names.get(0));
    }
}
