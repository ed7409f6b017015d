package org.vipagent.cloud.cloudstack;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.cloud.cloudstack.api.Machine;
import org.vipagent.cloud.cloudstack.api.PublicAddress;
import org.vipagent.net.IpAddress;

/**
 * Puts what the lists showed together: from machines, public addresses and rules to who holds each claim.
 *
 * @param machines everyone who was seen, this node included
 * @param rules as the API listed them
 */
record Picture(
        Claims claims, Collection<Machine> machines, List<PublicAddress> publicAddresses, List<ForwardingRule> rules) {

    CloudStackView view(SeatFinder finder, List<String> remarks) {
        Map<IpAddress, Seat> seats = new HashMap<>();
        addresses(claims).forEach(address -> seats.put(address, finder.seat(address)));
        List<ForwardingRule> complete = rules.stream().map(this::withTarget).toList();
        Map<Claim, Holding> holdings = new HashMap<>();
        for (Claim claim : claims.claims()) {
            if (claim instanceof SecondaryIp ip) {
                holdings.put(claim, holding(seats.get(ip.address())));
            } else if (claim instanceof PortForward forward) {
                Seat seat = seats.get(forward.target());
                holdings.put(
                        claim,
                        Forwarding.of(forward, publicAddresses, complete)
                                .holding(machineFor(forward, seat, finder.own())));
            }
        }
        return new CloudStackView(finder.own(), seats, publicAddresses, complete, holdings, remarks);
    }

    /** Every address that the claims name, in their order. */
    static Set<IpAddress> addresses(Claims claims) {
        Set<IpAddress> addresses = new LinkedHashSet<>();
        for (Claim claim : claims.claims()) {
            if (claim instanceof SecondaryIp ip) {
                addresses.add(ip.address());
            } else if (claim instanceof PortForward forward) {
                addresses.add(forward.target());
            }
        }
        return addresses;
    }

    /** Whether the address itself is to follow the master, not only the rules that lead to it. */
    static boolean isClaimed(Claims claims, IpAddress address) {
        return claims.claims().contains(new SecondaryIp(address));
    }

    // An address that is not claimed stays where it is; the rules to it name its holder, and that is right.
    private String machineFor(PortForward forward, Seat seat, Machine own) {
        boolean elsewhere = !isClaimed(claims, forward.target())
                && !seat.isOurs()
                && seat.others().size() == 1;
        return elsewhere ? seat.others().get(0).machineId() : own.id();
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

    private ForwardingRule withTarget(ForwardingRule rule) {
        return rule.guestIp().isPresent() ? rule : rule.leadingTo(primary(rule));
    }

    private Optional<IpAddress> primary(ForwardingRule rule) {
        return machines.stream()
                .filter(m -> m.id().equals(rule.machineId()))
                .flatMap(m -> m.nics().stream())
                .filter(nic ->
                        rule.networkId().isEmpty() || rule.networkId().get().equals(nic.networkId()))
                .flatMap(nic -> nic.subnet().stream())
                .map(subnet -> subnet.address())
                .findFirst();
    }

    /** Notes who holds the claimed addresses, for the day when their machine can be seen no more. */
    void remember(Memory memory, CloudStackView view) {
        for (Seat seat : view.seats().values()) {
            Optional<Holder> other = seat.others().stream().findFirst();
            if (other.isEmpty()) {
                memory.free(seat.address());
            }
            other.ifPresent(h -> h.secondaryId()
                    .ifPresent(id -> memory.heldBy(
                            seat.address(),
                            new Remembered(
                                    h.machineId(), h.machineName(), seat.nic().networkId(), id))));
        }
    }
}
