package org.vipagent.cloud.simulator.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.api.Json;

/** Writes a zone as {@link ZoneReader} reads it. What is empty is left out. */
public final class ZoneWriter {
    private static final String OWNER = "owner";

    private ZoneWriter() {}

    /** The text, indented, with a line end after the last line. */
    public static String write(ZoneLayout layout) {
        ObjectNode zone = Json.object();
        list(zone, "accounts", layout.accounts(), ZoneWriter::of);
        list(zone, "projects", layout.projects(), ZoneWriter::of);
        list(zone, "networks", layout.networks(), ZoneWriter::of);
        list(zone, "machines", layout.machines(), ZoneWriter::of);
        list(zone, "publicIps", layout.publicIps(), ZoneWriter::of);
        list(zone, "portForwards", layout.rules().portForwards(), ZoneWriter::of);
        list(zone, "staticNats", layout.rules().staticNats(), ZoneWriter::of);
        list(zone, "firewalls", layout.rules().firewalls(), ZoneWriter::of);
        list(zone, "balancers", layout.rules().balancers(), ZoneWriter::of);
        return zone.toPrettyString() + "\n";
    }

    static String named(ZoneLayout.NetworkType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T> void list(ObjectNode node, String name, List<T> items, Function<T, ObjectNode> view) {
        if (!items.isEmpty()) {
            ArrayNode list = node.putArray(name);
            items.forEach(item -> list.add(view.apply(item)));
        }
    }

    private static ObjectNode put(ObjectNode node, String name, String value) {
        return value.isEmpty() ? node : node.put(name, value);
    }

    private static ObjectNode known(String id) {
        return put(Json.object(), "id", id);
    }

    private static ObjectNode of(ZoneLayout.Account account) {
        return Json.object()
                .put("name", account.name())
                .put("domain", account.domain())
                .put("apiKey", account.apiKey())
                .put("secretKey", account.secretKey());
    }

    private static ObjectNode of(ZoneLayout.Project project) {
        ObjectNode node = known(project.id()).put("name", project.name());
        ArrayNode members = node.putArray("members");
        project.members().forEach(members::add);
        return node;
    }

    private static ObjectNode of(ZoneLayout.Network network) {
        ObjectNode node = known(network.id())
                .put("name", network.name())
                .put("type", named(network.type()))
                .put("cidr", network.cidr().toString())
                .put("gateway", network.gateway().toString());
        put(node, "vpcId", network.vpcId());
        return put(node, OWNER, network.owner());
    }

    private static ObjectNode of(ZoneLayout.Machine machine) {
        ObjectNode node = known(machine.id()).put("name", machine.name());
        list(node, "nics", machine.nics(), ZoneWriter::of);
        return put(node, OWNER, machine.owner());
    }

    private static ObjectNode of(ZoneLayout.Nic nic) {
        ObjectNode node = known(nic.id())
                .put("network", nic.network())
                .put("mac", nic.mac().toString())
                .put("address", nic.address().toString());
        list(node, "secondaryIps", nic.secondaryIps(), ip -> known(ip.id())
                .put("address", ip.address().toString()));
        return node;
    }

    private static ObjectNode of(ZoneLayout.PublicIp publicIp) {
        ObjectNode node = known(publicIp.id()).put("address", publicIp.address().toString());
        put(node, "network", publicIp.network());
        put(node, "vpcId", publicIp.vpcId());
        if (publicIp.sourceNat()) {
            node.put("sourceNat", true);
        }
        return put(node, OWNER, publicIp.owner());
    }

    private static ObjectNode of(ZoneLayout.PortForward rule) {
        return known(rule.id())
                .put("publicIp", rule.publicIp().toString())
                .put("protocol", rule.protocol().toString())
                .put("publicPorts", rule.publicPorts().toString())
                .put("machine", rule.machine())
                .put("target", rule.target().address().toString())
                .put("privatePorts", rule.target().ports().toString());
    }

    private static ObjectNode of(ZoneLayout.StaticNat nat) {
        return Json.object()
                .put("publicIp", nat.publicIp().toString())
                .put("machine", nat.machine())
                .put("target", nat.target().toString());
    }

    private static ObjectNode of(ZoneLayout.Firewall rule) {
        ObjectNode node =
                Json.object().put("publicIp", rule.publicIp().toString()).put("protocol", rule.protocol());
        rule.ports().ifPresent(ports -> node.put("ports", ports.toString()));
        return node.put("cidrs", rule.cidrs());
    }

    private static ObjectNode of(ZoneLayout.Balancer rule) {
        ObjectNode node = known(rule.id())
                .put("name", rule.name())
                .put("publicIp", rule.publicIp().toString())
                .put("port", Integer.toString(rule.port()));
        ArrayNode members = node.putArray("members");
        rule.members()
                .forEach((machine, address) ->
                        members.addObject().put("machine", machine).put("address", address.toString()));
        return node;
    }
}
