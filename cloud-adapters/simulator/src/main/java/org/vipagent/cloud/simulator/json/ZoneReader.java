package org.vipagent.cloud.simulator.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.cloud.simulator.Zone;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.ZoneTiming;
import org.vipagent.cloud.simulator.api.Ids;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/** Reads a zone from JSON, the way {@link ZoneWriter} writes it. Ids may be left out; comments are allowed. */
public final class ZoneReader {
    private static final String ADDRESS = "IP address";
    private static final String PORTS = "port, 1 to 65535, or range of them";

    private final ObjectMapper mapper = new ObjectMapper()
            .enable(JsonParser.Feature.ALLOW_COMMENTS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * The zone that a text describes.
     *
     * @throws ZoneFileException if it is no JSON, has members that are not known, or its parts do not fit together
     */
    public ZoneLayout read(String json) throws ZoneFileException {
        ZoneLayout layout = layout(Part.whole(parsed(json)));
        try {
            Zone.of(layout, ZoneTiming.instant(), 0);
        } catch (IllegalArgumentException e) {
            throw new ZoneFileException(e.getMessage());
        }
        return layout;
    }

    private JsonNode parsed(String json) throws ZoneFileException {
        try {
            return mapper.readTree(json);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            throw new ZoneFileException(where + e.getOriginalMessage());
        }
    }

    private static ZoneLayout layout(Part zone) throws ZoneFileException {
        zone.with(
                "accounts",
                "projects",
                "networks",
                "machines",
                "publicIps",
                "portForwards",
                "staticNats",
                "firewalls",
                "balancers");
        ZoneLayout.Builder layout = ZoneLayout.builder();
        for (Part part : zone.parts("accounts")) {
            layout.account(account(part));
        }
        if (zone.parts("accounts").isEmpty()) {
            throw zone.wrong("accounts", "needs at least one account");
        }
        for (Part part : zone.parts("projects")) {
            part.with("id", "name", "members");
            layout.project(new ZoneLayout.Project(id(part), part.text("name"), part.texts("members")));
        }
        for (Part part : zone.parts("networks")) {
            layout.network(network(part));
        }
        for (Part part : zone.parts("machines")) {
            layout.machine(machine(part));
        }
        for (Part part : zone.parts("publicIps")) {
            layout.publicIp(publicIp(part));
        }
        rules(zone, layout);
        return layout.build();
    }

    private static void rules(Part zone, ZoneLayout.Builder layout) throws ZoneFileException {
        for (Part part : zone.parts("portForwards")) {
            layout.portForward(portForward(part));
        }
        for (Part part : zone.parts("staticNats")) {
            part.with("publicIp", "machine", "target");
            layout.staticNat(
                    new ZoneLayout.StaticNat(address(part, "publicIp"), part.text("machine"), address(part, "target")));
        }
        for (Part part : zone.parts("firewalls")) {
            part.with("publicIp", "protocol", "ports", "cidrs");
            layout.firewall(new ZoneLayout.Firewall(
                    address(part, "publicIp"),
                    part.text("protocol"),
                    part.optional("ports", PORTS, PortRange::tryParse),
                    part.text("cidrs", "0.0.0.0/0")));
        }
        for (Part part : zone.parts("balancers")) {
            layout.balancer(balancer(part));
        }
    }

    private static ZoneLayout.Account account(Part part) throws ZoneFileException {
        part.with("name", "domain", "apiKey", "secretKey");
        return new ZoneLayout.Account(
                part.text("name"), part.text("domain", "ROOT"), part.text("apiKey"), part.text("secretKey"));
    }

    private static ZoneLayout.Network network(Part part) throws ZoneFileException {
        part.with("id", "name", "type", "cidr", "gateway", "vpcId", "owner");
        return new ZoneLayout.Network(
                id(part),
                part.text("name"),
                part.value("cidr", "IPv4 network such as 10.5.0.0/21", ZoneReader::ipv4Network),
                address(part, "gateway"),
                part.value("type", "type of network: isolated, shared, security-groups", ZoneReader::type),
                part.text("vpcId", ""),
                part.text("owner", ""));
    }

    private static Optional<Cidr> ipv4Network(String text) {
        return text.indexOf('/') < 0
                ? Optional.empty()
                : Cidr.tryParse(text).filter(cidr -> cidr.address().toBytes().length == 4);
    }

    private static Optional<ZoneLayout.NetworkType> type(String text) {
        for (ZoneLayout.NetworkType type : ZoneLayout.NetworkType.values()) {
            if (ZoneWriter.named(type).equals(text)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private static ZoneLayout.Machine machine(Part part) throws ZoneFileException {
        part.with("id", "name", "nics", "owner");
        List<ZoneLayout.Nic> nics = new ArrayList<>();
        for (Part nic : part.parts("nics")) {
            nics.add(nic(nic));
        }
        if (nics.isEmpty()) {
            throw part.wrong("nics", "needs at least one NIC");
        }
        return new ZoneLayout.Machine(id(part), part.text("name"), nics, part.text("owner", ""));
    }

    private static ZoneLayout.Nic nic(Part part) throws ZoneFileException {
        part.with("id", "network", "mac", "address", "secondaryIps");
        List<ZoneLayout.SecondaryIp> secondaryIps = new ArrayList<>();
        for (Part ip : part.parts("secondaryIps")) {
            ip.with("id", "address");
            secondaryIps.add(new ZoneLayout.SecondaryIp(id(ip), address(ip, "address")));
        }
        return new ZoneLayout.Nic(
                id(part),
                part.text("network"),
                part.value("mac", "hardware address", MacAddress::tryParse),
                address(part, "address"),
                secondaryIps);
    }

    private static ZoneLayout.PublicIp publicIp(Part part) throws ZoneFileException {
        part.with("id", "address", "network", "vpcId", "sourceNat", "owner");
        return new ZoneLayout.PublicIp(
                id(part),
                address(part, "address"),
                part.text("network", ""),
                part.text("vpcId", ""),
                part.flag("sourceNat"),
                part.text("owner", ""));
    }

    private static ZoneLayout.PortForward portForward(Part part) throws ZoneFileException {
        part.with("id", "publicIp", "protocol", "publicPorts", "machine", "target", "privatePorts");
        PortRange published = part.value("publicPorts", PORTS, PortRange::tryParse);
        PortRange inside =
                part.optional("privatePorts", PORTS, PortRange::tryParse).orElse(published);
        if (inside.size() != published.size()) {
            throw part.wrong("privatePorts", "has to be as many ports as publicPorts");
        }
        return new ZoneLayout.PortForward(
                id(part),
                address(part, "publicIp"),
                part.value("protocol", "protocol: tcp, udp", TransportProtocol::tryParse),
                published,
                part.text("machine"),
                new ZoneLayout.Target(address(part, "target"), inside));
    }

    private static ZoneLayout.Balancer balancer(Part part) throws ZoneFileException {
        part.with("id", "name", "publicIp", "port", "members");
        Map<String, IpAddress> members = new LinkedHashMap<>();
        for (Part member : part.parts("members")) {
            member.with("machine", "address");
            members.put(member.text("machine"), address(member, "address"));
        }
        PortRange port = part.value("port", "port, 1 to 65535", PortRange::tryParse);
        return new ZoneLayout.Balancer(id(part), part.text("name"), address(part, "publicIp"), port.first(), members);
    }

    private static IpAddress address(Part part, String name) throws ZoneFileException {
        return part.value(name, ADDRESS, IpAddress::tryParse);
    }

    private static String id(Part part) throws ZoneFileException {
        String id = part.text("id", "");
        if (!id.isEmpty() && !Ids.looksLikeOne(id)) {
            throw part.wrong("id", "has to be a UUID in lower case, or left out");
        }
        return id;
    }
}
