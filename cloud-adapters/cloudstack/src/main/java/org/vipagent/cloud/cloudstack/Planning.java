package org.vipagent.cloud.cloudstack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.cloud.cloudstack.api.PublicAddress;
import org.vipagent.net.IpAddress;

/** One plan in the making: each address is decided with all the rules that lead to it, then everything is put in order. */
final class Planning {
    private final Claims claims;
    private final CloudStackView view;
    private final Policy policy;
    private final RuleSteps.Ours ours;
    private final Set<Step> deletes = new LinkedHashSet<>();
    private final Set<Step> removes = new LinkedHashSet<>();
    private final Set<Step> adds = new LinkedHashSet<>();
    private final Set<Step> creates = new LinkedHashSet<>();
    private final List<String> why = new ArrayList<>();

    Planning(Claims claims, CloudStackView view, Policy policy) {
        this.claims = claims;
        this.view = view;
        this.policy = policy;
        this.ours = ours();
    }

    Plan plan() {
        Picture.addresses(claims).forEach(address -> decide(view.seats().get(address)));
        why.addAll(view.remarks());
        List<Stage> stages = Stream.of(deletes, removes, adds, creates)
                .filter(steps -> !steps.isEmpty())
                .map(steps -> new Stage(List.copyOf(steps)))
                .toList();
        if (why.isEmpty()) {
            why.add(stages.isEmpty() ? "everything is as claimed" : "what is missing is added");
        }
        return new Plan(stages, String.join("; ", why));
    }

    private void decide(Seat seat) {
        boolean claimed = Picture.isClaimed(claims, seat.address());
        if (seat.primaryOf().isPresent()) {
            why.add(seat.address() + " is the primary address of "
                    + seat.primaryOf().get() + ", which nobody can take away");
        } else if (claimed && seat.others().isEmpty()) {
            settleHere(seat);
        } else if (claimed) {
            moveHere(seat);
        } else {
            stay(seat, "is not claimed as a secondary_ip");
        }
    }

    /** Nobody else holds it. */
    private void settleHere(Seat seat) {
        if (!seat.isOurs()) {
            adds.add(new CloudStackStep.AddAddress(
                    seat.nic().id(), seat.address(), view.own().name()));
        }
        take(ruleSteps(seat, here(false)), false);
    }

    private void moveHere(Seat seat) {
        List<RuleSteps> steps = ruleSteps(seat, here(true));
        boolean interrupts = seat.nic().pathFollowsArp()
                && !seat.othersAreGone()
                && forwards(seat).anyMatch(claim -> !forwarding(claim).working().isEmpty());
        Optional<String> obstacle = obstacle(seat, steps, interrupts);
        if (obstacle.isPresent()) {
            stay(seat, obstacle.get());
            return;
        }
        for (Holder holder : seat.others()) {
            removes.add(new CloudStackStep.RemoveAddress(
                    holder.secondaryId().orElseThrow(), seat.address(), holder.machineName(), interrupts));
        }
        if (!seat.isOurs()) {
            adds.add(new CloudStackStep.AddAddress(
                    seat.nic().id(), seat.address(), view.own().name()));
        }
        why.add(seat.address() + " moves from " + names(seat.others()) + " to "
                + view.own().name());
        take(steps, !interrupts);
    }

    private Optional<String> obstacle(Seat seat, List<RuleSteps> steps, boolean interrupts) {
        return staticNat(seat)
                .or(() -> outsider(seat))
                .or(() -> blockingRule(seat, steps))
                .or(() -> interrupts && !policy.mayInterrupt()
                        ? Optional.of("the path to it works, and moving it would interrupt that")
                        : Optional.empty());
    }

    // The server lets the address go while static NAT leads to it, and the static NAT then leads nowhere.
    private Optional<String> staticNat(Seat seat) {
        return view.publicAddresses().stream()
                .filter(PublicAddress::staticNat)
                .filter(p -> p.staticNatTarget().filter(seat.address()::equals).isPresent())
                .filter(p -> p.networkId().isEmpty()
                        || p.networkId().get().equals(seat.nic().networkId()))
                .findFirst()
                .map(p -> "static NAT of " + p.address() + " leads to it, and would lead nowhere");
    }

    private Optional<String> outsider(Seat seat) {
        return seat.others().stream()
                .filter(h -> !claims.peers().isEmpty() && !claims.peers().contains(h.machineId()))
                .findFirst()
                .map(h -> h.machineName() + " is not one of the peers");
    }

    private Optional<String> blockingRule(Seat seat, List<RuleSteps> steps) {
        Set<ForwardingRule> deleted = new HashSet<>();
        steps.forEach(s -> deleted.addAll(s.deleted()));
        return rulesTo(seat).stream()
                .filter(r -> !deleted.contains(r))
                .findFirst()
                .map(r -> "the rule " + words(r) + " leads to it too: claim it with port_forward, or delete it");
    }

    /** The address keeps its holder; the rules name that one. */
    private void stay(Seat seat, String because) {
        List<Holder> others = seat.others();
        boolean claimed = Picture.isClaimed(claims, seat.address());
        if (claimed) {
            why.add(seat.address() + " stays at " + names(seat.holders()) + ": " + because);
        }
        if (seat.isOurs()) {
            take(ruleSteps(seat, here(false)), false);
        } else if (others.size() == 1
                && seat.nic().pathFollowsArp()
                && !others.get(0).gone()) {
            // The virtual router finds the address by ARP, so a rule that names its holder leads to this node all the
            // same.
            Holder holder = others.get(0);
            take(ruleSteps(seat, new Destination(holder.machineId(), holder.machineName(), false)), false);
        } else {
            forwards(seat)
                    .forEach(claim -> why.add(
                            claim.describe() + " has to wait: no machine that could be named holds " + seat.address()));
        }
    }

    /**
     * Adds the steps of some claims to the plan.
     *
     * @param quiet whether no deletion interrupts anything, because the path is lost anyway
     */
    private void take(List<RuleSteps> all, boolean quiet) {
        for (RuleSteps steps : all) {
            steps.leftOut().ifPresent(why::add);
            steps.created().ifPresent(creates::add);
            for (ForwardingRule rule : steps.deleted()) {
                boolean interrupts = !quiet && steps.worked().contains(rule);
                deletes.add(new CloudStackStep.DeleteRule(rule.id(), words(rule), interrupts));
            }
        }
    }

    private List<RuleSteps> ruleSteps(Seat seat, Destination destination) {
        return forwards(seat)
                .map(claim -> RuleSteps.of(forwarding(claim), destination, ours, seat.nic(), policy.mayInterrupt()))
                .toList();
    }

    private Forwarding forwarding(PortForward claim) {
        return Forwarding.of(claim, view.publicAddresses(), view.rules());
    }

    private Stream<PortForward> forwards(Seat seat) {
        return claims.claims().stream()
                .filter(PortForward.class::isInstance)
                .map(PortForward.class::cast)
                .filter(claim -> claim.target().equals(seat.address()));
    }

    private List<ForwardingRule> rulesTo(Seat seat) {
        return view.rules().stream()
                .filter(r -> r.guestIp().filter(seat.address()::equals).isPresent())
                .filter(r -> r.networkId().isEmpty()
                        || r.networkId().get().equals(seat.nic().networkId()))
                .toList();
    }

    private Destination here(boolean moved) {
        return new Destination(view.own().id(), view.own().name(), moved);
    }

    private RuleSteps.Ours ours() {
        Set<String> group = new HashSet<>(claims.peers());
        group.add(view.own().id());
        Set<IpAddress> addresses = new HashSet<>();
        if (claims.peers().isEmpty()) {
            view.seats().values().stream()
                    .filter(seat -> Picture.isClaimed(claims, seat.address()))
                    .flatMap(seat -> seat.holders().stream())
                    .forEach(h -> group.add(h.machineId()));
            claims.claims().stream()
                    .filter(SecondaryIp.class::isInstance)
                    .forEach(claim -> addresses.add(((SecondaryIp) claim).address()));
        }
        return new RuleSteps.Ours(group, addresses);
    }

    private String words(ForwardingRule rule) {
        String address = view.publicAddresses().stream()
                .filter(p -> p.id().equals(rule.publicIpId()))
                .map(p -> p.address().toString())
                .findFirst()
                .orElse(rule.publicIpId());
        return address + " " + rule.protocol() + " " + rule.publicPorts() + " -> " + rule.describeTarget();
    }

    private static String names(List<Holder> holders) {
        return String.join(
                " and ", holders.stream().map(Holder::machineName).distinct().toList());
    }
}
