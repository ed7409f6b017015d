package org.vipagent.cloud.simulator.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.cloud.simulator.api.Json;

/** A snapshot as the admin endpoint writes it. */
public final class SnapshotJson {
    private SnapshotJson() {}

    public static ObjectNode of(ZoneSnapshot snapshot) {
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
        ArrayNode balancers = node.putArray("balancers");
        snapshot.balancers().forEach(rule -> balancers.add(of(rule)));
        return node.put("jobsPending", snapshot.jobsPending());
    }

    private static ObjectNode of(ZoneSnapshot.Balancer rule) {
        ObjectNode node = Json.object();
        node.put("id", rule.id());
        node.put("name", rule.name());
        node.put("publicIp", rule.published().publicIp().toString());
        node.put("protocol", rule.published().protocol().toString());
        node.put("publicPorts", rule.published().ports().toString());
        ArrayNode members = node.putArray("members");
        rule.members().forEach(member -> members.addObject()
                .put("machine", member.machine())
                .put("address", member.address().toString()));
        return node.put("state", rule.state());
    }
}
