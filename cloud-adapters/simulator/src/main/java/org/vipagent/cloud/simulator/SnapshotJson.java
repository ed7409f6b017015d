package org.vipagent.cloud.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A snapshot as the admin endpoint writes it. */
final class SnapshotJson {
    private SnapshotJson() {}

    static ObjectNode of(ZoneSnapshot snapshot) {
        ObjectNode node = Json.object();
        ArrayNode machines = node.putArray("machines");
        snapshot.machines().forEach(machine -> machines.addObject()
                .put("id", machine.id())
                .put("name", machine.name())
                .put("state", machine.state()));
        ArrayNode ips = node.putArray("secondaryIps");
        snapshot.secondaryIps().forEach(ip -> ips.addObject()
                .put("id", ip.id())
                .put("address", ip.address().toString())
                .put("machine", ip.machine())
                .put("nicId", ip.nicId()));
        ArrayNode rules = node.putArray("portForwards");
        snapshot.portForwards().forEach(rule -> rules.addObject()
                .put("id", rule.id())
                .put("publicIp", rule.published().publicIp().toString())
                .put("protocol", rule.published().protocol().toString())
                .put("publicPorts", rule.published().ports().toString())
                .put("machine", rule.machine())
                .put("target", rule.target().toString())
                .put("privatePorts", rule.privatePorts().toString())
                .put("state", rule.state()));
        ArrayNode nats = node.putArray("staticNats");
        snapshot.staticNats().forEach(nat -> nats.addObject()
                .put("publicIp", nat.publicIp().toString())
                .put("machine", nat.machine())
                .put("target", nat.target().toString()));
        ArrayNode firewalls = node.putArray("firewallRules");
        snapshot.firewallRules().forEach(rule -> firewalls
                .addObject()
                .put("id", rule.id())
                .put("publicIp", rule.publicIp().toString())
                .put("protocol", rule.protocol())
                .put("ports", rule.ports())
                .put("cidrs", rule.cidrs())
                .put("state", rule.state()));
        return node.put("jobsPending", snapshot.jobsPending());
    }
}
