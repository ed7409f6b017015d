package org.vipagent.cloud.cloudstack;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vipagent.cloud.cloudstack.api.Abilities;
import org.vipagent.cloud.cloudstack.api.FirewallRule;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;

/**
 * What earlier looks and steps taught, as it was when a look ended.
 *
 * @param updateDoesNothing whether an update of a rule was seen to say that it is done, and to change nothing
 * @param admitted whom the rules on claimed ports admitted when they were last seen
 * @param unsettled ids of rules and firewall rules that are not Active, and for which a job of ours may still be running
 * @param lostFirewalls rules that went with something else and have not come back, by the id of the public address
 * @param secondariesAtMost how many secondary addresses an interface may have, as far as it is known
 */
record Known(
        Abilities abilities,
        boolean updateDoesNothing,
        Map<ForwardingRule.Slot, String> admitted,
        Set<String> unsettled,
        Map<String, List<FirewallRule>> lostFirewalls,
        int secondariesAtMost) {
    Known {
        admitted = Map.copyOf(admitted);
        unsettled = Set.copyOf(unsettled);
        lostFirewalls = Map.copyOf(lostFirewalls);
    }
}
