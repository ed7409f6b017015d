package org.vipagent.cloud.cloudstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Policy.Interruption;
import org.vipagent.cloud.StaticNat;
import org.vipagent.cloud.cloudstack.api.FirewallRule;
import org.vipagent.cloud.cloudstack.api.PublicAddress;

/** What static-NAT claims need. */
record BindingSteps(CloudStackView view, Ours ours, Policy policy) {
    ClaimSteps of(StaticNat claim, Destination destination) {
        Binding binding = Binding.of(claim, view);
        boolean names = binding.names(destination.machineId());
        boolean right = names && binding.leadsThere() && !destination.moved();
        Optional<String> obstacle = binding.obstacle(view).or(() -> right ? Optional.empty() : foreign(binding));
        if (obstacle.isPresent()) {
            return ClaimSteps.leftOut(claim, obstacle.get());
        }
        if (right) {
            return restore(claim, binding);
        }
        boolean works = works(binding, destination);
        Interruption level = works ? Interruption.ANY : Interruption.NONE;
        if (!destination.moved() && !Levels.allows(policy, level)) {
            return ClaimSteps.leftOut(claim, "static NAT works, although it names another virtual machine");
        }
        // To another address of the same machine it can be led directly, and the firewall rules stay.
        boolean directly = names && !binding.leadsThere();
        boolean unbind = binding.now().isPresent() && !directly;
        return move(binding, destination, new ClaimSteps.Draft(level), unbind, works);
    }

    private Optional<String> foreign(Binding binding) {
        return binding.now()
                .filter(b -> !ours.includes(b))
                .map(b -> "static NAT leads to somebody else's " + b.describe());
    }

    private boolean works(Binding binding, Destination destination) {
        return destination.pathWorks()
                && binding.leadsThere()
                && (destination.moved()
                        || !view.isGone(binding.now().orElseThrow().machineId()));
    }

    private ClaimSteps move(
            Binding binding, Destination destination, ClaimSteps.Draft draft, boolean unbind, boolean works) {
        PublicAddress address = binding.publicAddress().orElseThrow();
        List<FirewallRule> back = new ArrayList<>(binding.lost());
        if (unbind) {
            back.addAll(view.lists().firewalls().getOrDefault(address.id(), List.of()));
            draft.add(
                            Phase.TAKE_AWAY,
                            new CloudStackStep.DisableStaticNat(
                                    address.id(),
                                    address.address(),
                                    binding.now().orElseThrow().describe(),
                                    works))
                    .frees(address.id());
        }
        draft.add(
                Phase.LEAD,
                new CloudStackStep.EnableStaticNat(
                        address.id(),
                        address.address(),
                        destination.inside().address(),
                        destination.machineId(),
                        destination.machineName(),
                        destination.inside().tier(address)));
        return firewall(draft, binding, back);
    }

    /** Static NAT is right, but not all of its firewall rules are there, or the router has not taken them all. */
    private ClaimSteps restore(StaticNat claim, Binding binding) {
        PublicAddress address = binding.publicAddress().orElseThrow();
        FirewallSteps firewall = new FirewallSteps(view);
        List<FirewallRule> back = firewall.possible(address, binding.lost());
        if (back.isEmpty() && !binding.lost().isEmpty()) {
            return ClaimSteps.leftOut(
                    claim, "a firewall rule of it is not Active, and a job for it may still be running");
        }
        return firewall.bringBack(new ClaimSteps.Draft(Interruption.NONE), Phase.FINISH, address, back)
                .end();
    }

    private ClaimSteps firewall(ClaimSteps.Draft draft, Binding binding, List<FirewallRule> back) {
        PublicAddress address = binding.publicAddress().orElseThrow();
        for (FirewallRule rule : back) {
            draft.add(Phase.FINISH, new CreateFirewallRule(address.id(), address.address(), rule.wanted()));
        }
        return draft.end();
    }
}
