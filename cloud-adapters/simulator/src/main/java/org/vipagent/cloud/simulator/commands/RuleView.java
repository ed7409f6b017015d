package org.vipagent.cloud.simulator.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vipagent.cloud.simulator.api.Json;
import org.vipagent.cloud.simulator.tables.BalancerRow;
import org.vipagent.cloud.simulator.tables.FirewallRow;
import org.vipagent.cloud.simulator.tables.ForwardRow;
import org.vipagent.cloud.simulator.tables.ZoneTables;

/** Rules as the API shows them: ports as texts in forwarding rules and as numbers in firewall rules. */
final class RuleView {
    private final ZoneTables tables;

    RuleView(ZoneTables tables) {
        this.tables = tables;
    }

    ObjectNode of(ForwardRow rule) {
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
        node.put("cidrlist", rule.cidrList);
        node.set("tags", TagView.of(tables, rule.id));
        node.put("vmguestip", rule.target.toString());
        node.put("networkid", rule.network.id());
        return node;
    }

    ObjectNode of(FirewallRow rule) {
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
        node.set("tags", TagView.of(tables, rule.id));
        return node;
    }

    /** A result that holds one rule. */
    ObjectNode result(ForwardRow rule) {
        ObjectNode result = Json.object();
        result.set("portforwardingrule", of(rule));
        return result;
    }

    /** A result that holds one rule. */
    ObjectNode result(FirewallRow rule) {
        ObjectNode result = Json.object();
        result.set("firewallrule", of(rule));
        return result;
    }

    ObjectNode of(BalancerRow rule) {
        ObjectNode node = Json.object();
        node.put("id", rule.id());
        node.put("name", rule.name.text());
        node.put("publicipid", rule.publicIp.id);
        node.put("publicip", rule.publicIp.address.toString());
        node.put(
                "publicport",
                Integer.toString(rule.balancing.published().ports().first()));
        node.put("privateport", Integer.toString(rule.balancing.privatePort()));
        node.put("algorithm", rule.balancing.algorithm());
        node.put("networkid", rule.network.id());
        node.put("cidrlist", "");
        rule.owner().putInto(node);
        node.put("state", rule.state.apiName());
        node.put("protocol", rule.balancing.published().protocol().toString());
        node.set("tags", TagView.of(tables, rule.id()));
        return node;
    }

    /** A result that holds one rule. */
    ObjectNode result(BalancerRow rule) {
        ObjectNode result = Json.object();
        result.set("loadbalancer", of(rule));
        return result;
    }
}
