package org.vipagent.cloud.cloudstack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vipagent.cloud.cloudstack.api.Balancer;
import org.vipagent.cloud.cloudstack.api.FirewallRule;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.cloud.cloudstack.api.Machine;
import org.vipagent.cloud.cloudstack.api.PublicAddress;

/**
 * The lists that a look has brought, as far as the claims need them.
 *
 * @param ownId this node's machine
 * @param machines everyone who was seen, by id, this node included
 * @param firewalls by the id of the public address; only where a claim needs them
 * @param balancers only those on claimed ports
 * @param remarks what was odd about the machines
 */
record Lists(
        String ownId,
        Map<String, Machine> machines,
        List<PublicAddress> publicAddresses,
        List<ForwardingRule> rules,
        Map<String, List<FirewallRule>> firewalls,
        List<Balancer> balancers,
        List<String> remarks) {
    Lists {
        machines = Collections.unmodifiableMap(new LinkedHashMap<>(machines));
        publicAddresses = List.copyOf(publicAddresses);
        rules = List.copyOf(rules);
        firewalls = Map.copyOf(firewalls);
        balancers = List.copyOf(balancers);
        remarks = List.copyOf(remarks);
    }

    /** The same, with rules that were read since. */
    Lists withRules(List<ForwardingRule> newer) {
        return new Lists(ownId, machines, publicAddresses, newer, firewalls, balancers, remarks);
    }

    Machine own() {
        return machines.get(ownId);
    }
}
