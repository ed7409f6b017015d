package org.vipagent.cloud.cloudstack;

import java.util.List;
import java.util.stream.Stream;
import org.vipagent.cloud.cloudstack.api.FirewallRule;
import org.vipagent.cloud.cloudstack.api.PublicAddress;

/** What brings firewall rules back that went with something else. */
record FirewallSteps(CloudStackView view) {
    /** Those that can be made now: a rule that the router did not take is in the way while a job may still be at it. */
    List<FirewallRule> possible(PublicAddress address, List<FirewallRule> lost) {
        return lost.stream()
                .filter(rule -> stuck(address, rule)
                        .noneMatch(s -> view.known().unsettled().contains(s.id())))
                .toList();
    }

    /**
     * Adds what makes them.
     *
     * @param phase when they are to be made
     */
    ClaimSteps.Draft bringBack(ClaimSteps.Draft draft, Phase phase, PublicAddress address, List<FirewallRule> rules) {
        for (FirewallRule rule : rules) {
            stuck(address, rule).forEach(s -> draft.add(Phase.TAKE_AWAY, new DeleteFirewallRule(address.address(), s)));
            draft.add(phase, new CreateFirewallRule(address.id(), address.address(), rule.wanted()));
        }
        return draft;
    }

    private Stream<FirewallRule> stuck(PublicAddress address, FirewallRule rule) {
        return view.lists().firewalls().getOrDefault(address.id(), List.of()).stream()
                .filter(other -> !other.isActive() && rule.letsInTheSame(other));
    }
}
