package org.vipagent.cloud.cloudstack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vipagent.cloud.BalancerMember;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.FirewallOpening;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Policy.Interruption;
import org.vipagent.cloud.Policy.SeveralHolders;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StaticNat;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.Target;
import org.vipagent.cloud.cloudstack.api.FirewallRule;
import org.vipagent.cloud.cloudstack.api.PublicAddress;

/**
 * One plan in the making: each address is decided with everything that leads to it, then everything is put in order.
 */
final class Planning {
    private final Needs needs;
    private final CloudStackView view;
    private final Policy policy;
    private final Obstacles obstacles;
    private final RuleSteps ruleSteps;
    private final BindingSteps bindingSteps;
    private final MemberSteps memberSteps;
    private final Map<Phase, Set<Step>> phases = new EnumMap<>(Phase.class);
    private final Map<Way, Long> ways = new LinkedHashMap<>();
    private final List<String> why = new ArrayList<>();

    Planning(Claims claims, CloudStackView view, Policy policy) {
        this.needs = new Needs(claims);
        this.view = view;
        this.policy = policy;
        Ours ours = Ours.of(needs, view);
        this.obstacles = new Obstacles(needs, view);
        this.ruleSteps = new RuleSteps(needs, view, ours, policy);
        this.bindingSteps = new BindingSteps(view, ours, policy);
        this.memberSteps = new MemberSteps(needs, view, ours, policy);
    }

    Plan plan() {
        needs.addresses().forEach(address -> decide(view.seats().get(address)));
        toOwnAddress();
        needs.all(FirewallOpening.class).forEach(this::open);
        ways.forEach((way, rules) -> why.add(way.describe(rules)));
        why.addAll(view.remarks());
        List<Stage> stages = phases.values().stream()
                .map(steps -> new Stage(List.copyOf(steps)))
                .toList();
        if (why.isEmpty()) {
            why.add(stages.isEmpty() ? "everything is as claimed" : "what is missing is added");
        }
        return new Plan(stages, String.join("; ", why));
    }

    // ---- addresses that move

    private void decide(Seat seat) {
        boolean claimed = needs.isClaimed(seat.address());
        if (seat.primaryOf().isPresent()) {
            why.add(seat.address() + " is the primary address of "
                    + seat.primaryOf().get() + ", which nobody can take away");
        } else if (claimed && seat.others().isEmpty()) {
            settleHere(seat);
        } else if (claimed && isContested(seat)) {
            resolve(seat);
        } else if (claimed) {
            moveHere(seat);
        } else {
            stay(seat, "is not claimed as a secondary_ip");
        }
    }

    /** Nobody else holds it. */
    private void settleHere(Seat seat) {
        Optional<String> obstacle = obstacles.toArriving(seat, arriving(seat));
        Optional<CloudStackStep.AddAddress> back = obstacle.isPresent() ? back(seat) : Optional.empty();
        if (back.isPresent()) {
            giveBack(seat, back.get(), obstacle.get());
            return;
        }
        if (!seat.isOurs()) {
            arrive(seat);
        }
        if (obstacle.isPresent()) {
            // It is tried all the same, but what leads to it is left alone until it has worked.
            why.add(seat.address() + " may not arrive: " + obstacle.get());
        } else {
            take(all(seat, here(seat, false)));
        }
    }

    /** What gives it to whom it was taken from, once this node was refused it; empty where that machine is unknown. */
    private Optional<CloudStackStep.AddAddress> back(Seat seat) {
        return seat.giver()
                .filter(giver -> seat.refused())
                .map(giver -> view.lists().machines().get(giver.machineId()))
                .filter(machine -> !machine.isGone())
                .flatMap(machine -> machine.nics().stream()
                        .filter(nic -> nic.networkId().equals(seat.nic().networkId()))
                        .findFirst()
                        .map(nic -> new CloudStackStep.AddAddress(
                                nic.id(),
                                seat.address(),
                                machine.name(),
                                seat.network().securityGroups())));
    }

    private void giveBack(Seat seat, CloudStackStep.AddAddress back, String because) {
        add(Phase.ARRIVE, back);
        why.add(seat.address() + " goes back to " + back.machineName() + ": " + because);
        if (seat.network().pathFollowsArp()) {
            String machineId = seat.giver().orElseThrow().machineId();
            take(all(seat, new Destination(machineId, back.machineName(), seat.inside(), false, true)));
        }
    }

    private long arriving(Seat seat) {
        return phases.getOrDefault(Phase.ARRIVE, Set.of()).stream()
                .filter(step -> step instanceof CloudStackStep.AddAddress add
                        && add.nicId().equals(seat.nic().id()))
                .count();
    }

    private void moveHere(Seat seat) {
        List<ClaimSteps> steps = all(seat, here(seat, true));
        Interruption level = Levels.longest(steps);
        Optional<String> obstacle = obstacles
                .toLeaving(seat, seat.others(), steps)
                .or(() -> obstacles.toArriving(seat, arriving(seat)))
                .or(() -> tooLong(level));
        if (obstacle.isPresent()) {
            stay(seat, obstacle.get());
            return;
        }
        leave(seat, seat.others(), level != Interruption.NONE);
        if (!seat.isOurs()) {
            arrive(seat);
        }
        why.add(seat.address() + " moves from " + names(seat.others()) + " to "
                + view.own().name() + haste(seat, level));
        take(steps);
    }

    private static String haste(Seat seat, Interruption level) {
        if (!seat.network().pathFollowsArp()) {
            return " (S4: traffic in that network waits for the cloud)";
        }
        return level == Interruption.NONE ? " (no path that works is interrupted)" : "";
    }

    private Optional<String> tooLong(Interruption level) {
        return Levels.allows(policy, level)
                ? Optional.empty()
                : Optional.of("the path to it works, and moving it would interrupt that (S0: traffic follows ARP)");
    }

    private void arrive(Seat seat) {
        add(
                Phase.ARRIVE,
                new CloudStackStep.AddAddress(
                        seat.nic().id(),
                        seat.address(),
                        view.own().name(),
                        seat.network().securityGroups()));
    }

    private void leave(Seat seat, List<Holder> holders, boolean interrupts) {
        for (Holder holder : holders) {
            add(
                    Phase.LEAVE,
                    new CloudStackStep.RemoveAddress(
                            holder.secondaryId().orElseThrow(), seat.address(), holder.machineName(), interrupts));
        }
    }

    // ---- two holders

    /** Whether this node and a machine that is alive hold it, and the rule is not that the master keeps it. */
    private boolean isContested(Seat seat) {
        return seat.isOurs()
                && policy.severalHolders() == SeveralHolders.LESSER_ID_KEEPS
                && obstacles.outsider(seat.others()).isEmpty()
                && seat.others().stream().anyMatch(h -> !h.gone());
    }

    /** The machine with the lesser id keeps the address: the other one gives its own away, never the other's. */
    private void resolve(Seat seat) {
        Holder keeper = seat.holders().stream()
                .filter(h -> !h.gone())
                .min(Comparator.comparing(Holder::machineId))
                .orElseThrow();
        Optional<Holder> own = seat.holders().stream()
                .filter(h -> h.ours() && h.secondaryId().isPresent())
                .findFirst();
        if (keeper.ours() || own.isEmpty()) {
            stay(seat, "two machines hold it, the lesser id keeps it, and the other one has to give way");
            return;
        }
        List<ClaimSteps> steps = all(
                seat,
                new Destination(
                        keeper.machineId(),
                        keeper.machineName(),
                        seat.inside(),
                        true,
                        seat.network().pathFollowsArp()));
        Interruption level = Levels.longest(steps);
        Optional<String> obstacle =
                obstacles.toLeaving(seat, List.of(own.get()), steps).or(() -> tooLong(level));
        if (obstacle.isPresent()) {
            stay(seat, obstacle.get());
            return;
        }
        leave(seat, List.of(own.get()), level != Interruption.NONE);
        why.add(seat.address() + " is left to " + keeper.machineName()
                + ": two machines hold it, and the lesser id keeps it");
        take(steps);
    }

    // ---- addresses that stay

    /** The address keeps its holder; what leads to it names that one. */
    private void stay(Seat seat, String because) {
        List<Holder> others = seat.others();
        if (needs.isClaimed(seat.address())) {
            why.add(seat.address() + " stays at " + names(seat.holders()) + ": " + because);
        }
        if (seat.isOurs()) {
            take(all(seat, here(seat, false)));
        } else if (others.size() == 1
                && seat.network().pathFollowsArp()
                && !others.get(0).gone()) {
            // The virtual router finds the address by ARP, so a rule that names its holder leads to this node all the
            // same.
            Holder holder = others.get(0);
            take(all(seat, new Destination(holder.machineId(), holder.machineName(), seat.inside(), false, true)));
        } else {
            needs.leadingTo(new Target.Virtual(seat.address()))
                    .forEach(claim -> why.add(
                            claim.describe() + " has to wait: no machine that could be named holds " + seat.address()));
        }
    }

    // ---- this node's own address, and firewalls

    private void toOwnAddress() {
        for (Claim claim : needs.leadingTo(new Target.Primary())) {
            Optional<Inside> inside = publicAddress(claim).flatMap(p -> view.inside(new Target.Primary(), p));
            if (inside.isEmpty()) {
                why.add(claim.describe() + " is left as it is: this node has no address in the network of its public"
                        + " address, or the account has no such address");
            } else {
                // Traffic reaches this node only once the cloud has moved it, so there is nothing to wait for.
                take(List.of(
                        steps(claim, new Destination(view.own().id(), view.own().name(), inside.get(), false, false))));
            }
        }
    }

    private Optional<PublicAddress> publicAddress(Claim claim) {
        if (claim instanceof PortForward forward) {
            return view.publicAddress(forward.publicIp());
        } else if (claim instanceof StaticNat nat) {
            return view.publicAddress(nat.publicIp());
        } else if (claim instanceof BalancerMember member) {
            return view.publicAddress(member.publicIp());
        }
        return Optional.empty();
    }

    private void open(FirewallOpening claim) {
        Opening opening = Opening.of(claim, view);
        if (opening.obstacle().isPresent()) {
            why.add(claim.describe() + " is left as it is: "
                    + opening.obstacle().get());
            return;
        }
        String publicIpId = opening.publicAddress().orElseThrow().id();
        if (opening.isUnsettled()) {
            why.add(claim.describe() + " has to wait: its rule is not Active, and a job for it may still be running");
        }
        if (!isBoundAnew(publicIpId)) {
            opening.stuck().forEach(rule -> add(Phase.TAKE_AWAY, new DeleteFirewallRule(claim.publicIp(), rule)));
        }
        for (FirewallRule rule : opening.missing().stream().toList()) {
            // While static NAT is moved it would be taken away again; and what comes back by itself is in the way.
            Set<String> sources = new HashSet<>(rule.sources());
            Stream.concat(plannedFirewall(Phase.FINISH, publicIpId), plannedFirewall(Phase.LEAD, publicIpId))
                    .filter(r -> r.isForTheSame(rule))
                    .forEach(r -> sources.removeAll(r.sources()));
            if (!sources.isEmpty()) {
                add(
                        isBoundAnew(publicIpId) ? Phase.FINISH : Phase.LEAD,
                        new CreateFirewallRule(publicIpId, claim.publicIp(), rule.from(sources)));
            }
        }
    }

    private Stream<FirewallRule> plannedFirewall(Phase phase, String publicIpId) {
        return phases.getOrDefault(phase, Set.of()).stream()
                .filter(CreateFirewallRule.class::isInstance)
                .map(CreateFirewallRule.class::cast)
                .filter(step -> step.publicIpId().equals(publicIpId))
                .map(CreateFirewallRule::rule);
    }

    private boolean isBoundAnew(String publicIpId) {
        return plannedFirewall(Phase.FINISH, publicIpId).findAny().isPresent()
                || phases.getOrDefault(Phase.LEAD, Set.of()).stream()
                        .anyMatch(step -> step instanceof CloudStackStep.EnableStaticNat enable
                                && enable.publicIpId().equals(publicIpId));
    }

    // ---- putting together

    private Destination here(Seat seat, boolean moved) {
        boolean pathWorks = seat.network().pathFollowsArp() && !(moved && seat.othersAreGone());
        return new Destination(view.own().id(), view.own().name(), seat.inside(), moved, pathWorks);
    }

    private List<ClaimSteps> all(Seat seat, Destination destination) {
        return needs.leadingTo(new Target.Virtual(seat.address())).stream()
                .map(claim -> steps(claim, destination))
                .toList();
    }

    private ClaimSteps steps(Claim claim, Destination destination) {
        if (claim instanceof PortForward forward) {
            return ruleSteps.of(forward, destination);
        } else if (claim instanceof StaticNat nat) {
            return bindingSteps.of(nat, destination);
        } else if (claim instanceof BalancerMember member) {
            return memberSteps.of(member, destination);
        }
        throw new IllegalArgumentException("leads nowhere: " + claim.describe());
    }

    private void take(List<ClaimSteps> all) {
        for (ClaimSteps one : all) {
            one.leftOut().ifPresent(why::add);
            one.way().ifPresent(way -> ways.merge(way, 1L, Long::sum));
            one.steps().forEach(s -> add(s.phase(), s.step()));
        }
    }

    private void add(Phase phase, Step step) {
        phases.computeIfAbsent(phase, p -> new LinkedHashSet<>()).add(step);
    }

    private static String names(List<Holder> holders) {
        return String.join(
                " and ", holders.stream().map(Holder::machineName).distinct().toList());
    }
}
