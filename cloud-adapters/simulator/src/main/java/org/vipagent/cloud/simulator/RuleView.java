package org.vipagent.cloud.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Rules as the API shows them: ports as texts in forwarding rules and as numbers in firewall rules. */
final class RuleView {
    private RuleView() {}

    static ObjectNode of(ForwardRow rule) {
        ObjectNode node = Json.object();
        node.put("id", rule.id);
        node.put("privateport", Integer.toString(rule.privatePorts.first()));
        node.put("privateendport", Integer.toString(rule.privatePorts.last()));
        node.put("protocol", rule.published.protocol().toString());
        node.put("publicport", Integer.toString(rule.published.ports().first()));
        node.put("publicendport", Integer.toString(rule.published.ports().last()));
        node.put("virtualmachineid", rule.machine.id);
        node.put("virtualmachinename", rule.machine.name);
        node.put("virtualmachinedisplayname", rule.machine.name);
        node.put("ipaddressid", rule.publicIp.id);
        node.put("ipaddress", rule.publicIp.address.toString());
        node.put("state", rule.state.apiName());
        node.put("cidrlist", "");
        node.set("tags", Json.array());
        node.put("vmguestip", rule.target.toString());
        node.put("networkid", rule.network.id());
        return node;
    }

    static ObjectNode of(FirewallRow rule) {
        ObjectNode node = Json.object();
        node.put("id", rule.id);
        node.put("protocol", rule.matching.protocol());
        rule.matching.ports().ifPresent(ports -> node.put("startport", ports.first())
                .put("endport", ports.last()));
        node.put("ipaddressid", rule.publicIp.id);
        node.put("networkid", rule.network.id());
        node.put("ipaddress", rule.publicIp.address.toString());
        node.put("state", rule.state.apiName());
        node.put("cidrlist", rule.matching.cidrs());
        node.set("tags", Json.array());
        return node;
    }

    /** A result that holds one rule. */
    static ObjectNode result(ForwardRow rule) {
        ObjectNode result = Json.object();
        result.set("portforwardingrule", of(rule));
        return result;
    }

    /** A result that holds one rule. */
    static ObjectNode result(FirewallRow rule) {
        ObjectNode result = Json.object();
        result.set("firewallrule", of(rule));
        return result;
    }
}
