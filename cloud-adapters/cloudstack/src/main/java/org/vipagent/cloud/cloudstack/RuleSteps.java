package org.vipagent.cloud.cloudstack;

import java.util.Optional;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Policy.Interruption;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.Target;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.cloud.cloudstack.api.PublicAddress;
import org.vipagent.net.IpAddress;

/** What port-forwarding claims need. */
record RuleSteps(Needs needs, CloudStackView view, Ours ours, Policy policy) {
    /**
     * More rules than this of one public address move faster by delete and create at once: updates have to go one after
     * the other (recorded: three rules in 9.8 s against 2.8 s).
     */
    private static final int RULES_THAT_ARE_FEW = 3;

    ClaimSteps of(PortForward claim, Destination destination) {
        Forwarding forwarding = Forwarding.of(claim, view);
        boolean right = forwarding.isRight(destination.machineId()) && !destination.moved();
        Optional<String> obstacle = forwarding
                .obstacle()
                .or(() -> right ? Optional.empty() : foreign(forwarding))
                .or(() -> unsettled(forwarding));
        if (obstacle.isPresent()) {
            return ClaimSteps.leftOut(claim, obstacle.get());
        }
        if (right) {
            return firewall(new ClaimSteps.Draft(Interruption.NONE), forwarding).end();
        }
        if (forwarding.exact().isEmpty()) {
            ClaimSteps.Draft draft = new ClaimSteps.Draft(Interruption.NONE);
            return firewall(draft.add(Phase.LEAD, create(forwarding, destination)), forwarding)
                    .end();
        }
        boolean works = forwarding.exact().stream().anyMatch(rule -> works(forwarding, rule, destination));
        Way way = way(forwarding, destination, works);
        Interruption level = works ? way.level() : Interruption.NONE;
        if (!destination.moved() && !Levels.allows(policy, level)) {
            return firewall(new ClaimSteps.Draft(Interruption.NONE), forwarding)
                    .end()
                    .andLeftOut(claim, "its rule works, although it names another virtual machine");
        }
        return way.update()
                ? update(forwarding, destination, works, way)
                : replace(forwarding, destination, level, way);
    }

    private Optional<String> foreign(Forwarding forwarding) {
        return forwarding.exact().stream()
                .filter(r -> !ours.includes(r))
                .findFirst()
                .map(r -> "somebody else's rule is in the way, which leads to " + r.describeTarget());
    }

    // To delete it and make it anew beside a job that is still at it would leave one of the two to chance.
    private Optional<String> unsettled(Forwarding forwarding) {
        return forwarding.exact().stream()
                .filter(r -> view.known().unsettled().contains(r.id()))
                .findFirst()
                .map(r -> "its state is " + r.state() + ", and a job for it may still be running");
    }

    // A rule that names a machine that is gone works still, and goes with the machine: it is not worth waiting for.
    private boolean works(Forwarding forwarding, ForwardingRule rule, Destination destination) {
        return destination.pathWorks()
                && rule.isActive()
                && forwarding.leadsRight(rule)
                && (destination.moved() || !view.isGone(rule.machineId()));
    }

    private Way way(Forwarding forwarding, Destination destination, boolean works) {
        boolean primary = forwarding.claim().target() instanceof Target.Primary;
        IpAddress publicIp = forwarding.claim().publicIp();
        return againstUpdate(forwarding, destination, works)
                .map(because -> new Way(primary ? "S3" : "S1", publicIp, false, because))
                .orElseGet(() -> new Way(primary ? "S3" : "S2", publicIp, true, "each rule is away for a moment only"));
    }

    private Optional<String> againstUpdate(Forwarding forwarding, Destination destination, boolean works) {
        boolean parked = destination.moved() && forwarding.exact().stream().anyMatch(forwarding::leadsThere);
        long rules = needs.forwardsOn(forwarding.claim().publicIp());
        if (view.known().updateDoesNothing()) {
            return Optional.of("updatePortForwardingRule does nothing here");
        } else if (!view.known().abilities().updateMovesRules()) {
            return Optional.of("updatePortForwardingRule cannot move a rule here");
        } else if (forwarding.exact().size() > 1 || !forwarding.exact().get(0).isActive()) {
            return Optional.of("the router does not have it as it should");
        } else if (!forwarding
                .exact()
                .get(0)
                .privatePorts()
                .equals(forwarding.claim().privatePorts())) {
            return Optional.of("it leads to other ports");
        } else if (parked && !works) {
            return Optional.of("the path is lost anyway, and so it is back sooner");
        } else if (parked && needs.claims().peers().isEmpty()) {
            // A parked rule names this machine and its own address. A master that takes over half way has to know the
            // machine as a peer, or it would take the rule for somebody else's for ever.
            return Optional.of("no peers are named, and another master could not tell whose a parked rule is");
        } else if (parked && destination.inside().nic().primary().isEmpty()) {
            return Optional.of("this node has no address of its own there");
        } else if (rules > RULES_THAT_ARE_FEW) {
            return Optional.of(rules + " updates one after the other would take longer");
        }
        return Optional.empty();
    }

    private ClaimSteps update(Forwarding forwarding, Destination destination, boolean works, Way way) {
        ForwardingRule rule = forwarding.exact().get(0);
        boolean parked = destination.moved() && forwarding.leadsThere(rule);
        ClaimSteps.Draft draft = new ClaimSteps.Draft(works ? way.level() : Interruption.NONE);
        if (parked) {
            IpAddress own = destination.inside().nic().primary().orElseThrow();
            draft.add(Phase.PARK, update(rule, own, view.own().id(), view.own().name(), works))
                    .frees(rule.id());
        }
        draft.add(
                Phase.UPDATE,
                update(
                        rule,
                        destination.inside().address(),
                        destination.machineId(),
                        destination.machineName(),
                        works && !parked));
        return firewall(draft, forwarding).by(way);
    }

    private CloudStackStep.UpdateRule update(
            ForwardingRule rule, IpAddress guestIp, String machineId, String machineName, boolean interrupts) {
        return new CloudStackStep.UpdateRule(
                rule.id(), rule.publicIpId(), words(view, rule), guestIp, machineId, machineName, interrupts);
    }

    private ClaimSteps replace(Forwarding forwarding, Destination destination, Interruption level, Way way) {
        ClaimSteps.Draft draft = new ClaimSteps.Draft(level);
        for (ForwardingRule rule : forwarding.exact()) {
            boolean interrupts = works(forwarding, rule, destination);
            draft.add(
                            Phase.TAKE_AWAY,
                            new CloudStackStep.DeleteRule(rule.id(), rule.publicIpId(), words(view, rule), interrupts))
                    .frees(rule.id());
        }
        return firewall(draft.add(Phase.LEAD, create(forwarding, destination)), forwarding)
                .by(way);
    }

    /** What was opened for an earlier rule went with it, whoever deleted that. */
    private ClaimSteps.Draft firewall(ClaimSteps.Draft draft, Forwarding forwarding) {
        FirewallSteps firewall = new FirewallSteps(view);
        PublicAddress address = forwarding.publicAddress().orElseThrow();
        return firewall.bringBack(draft, Phase.LEAD, address, firewall.possible(address, forwarding.lost()));
    }

    private CloudStackStep.CreateRule create(Forwarding forwarding, Destination destination) {
        PublicAddress address = forwarding.publicAddress().orElseThrow();
        String cidrList = forwarding.exact().stream()
                .map(ForwardingRule::cidrList)
                .filter(list -> !list.isEmpty())
                .findFirst()
                .orElseGet(() -> view.known().admitted().getOrDefault(forwarding.slot(), ""));
        return new CloudStackStep.CreateRule(
                address.id(),
                forwarding.claim(),
                destination.inside().address(),
                destination.machineId(),
                destination.machineName(),
                destination.inside().tier(address),
                cidrList);
    }

    static String words(CloudStackView view, ForwardingRule rule) {
        String address = view.lists().publicAddresses().stream()
                .filter(p -> p.id().equals(rule.publicIpId()))
                .map(p -> p.address().toString())
                .findFirst()
                .orElse(rule.publicIpId());
        return address + " " + rule.protocol() + " " + rule.publicPorts() + " -> " + rule.describeTarget();
    }
}
