package org.vipagent.cloud.cloudstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.vipagent.cloud.cloudstack.api.FirewallRule;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;

/** A {@link Keepsake} as JSON. Fields that are not known are passed over; everything else has to be as it was written. */
final class KeepsakeCodec {
    /** The version that is written; to be raised whenever an older vipagent would misread what is written. */
    static final int VERSION = 1;

    // Keys that are written and read in several places.
    private static final String PUBLIC_IP = "public_ip_id";
    private static final String PROTOCOL = "protocol";
    private static final String PORTS = "ports";
    private static final String SOURCES = "sources";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private KeepsakeCodec() {}

    static String write(Keepsake keepsake) {
        ObjectNode root = JSON.createObjectNode().put("version", VERSION);
        ArrayNode firewalls = root.putArray("firewall_rules_to_bring_back");
        keepsake.firewalls().forEach(one -> write(one, firewalls.addObject()));
        ArrayNode admissions = root.putArray("sources_of_forwarding_rules");
        for (Keepsake.Admission one : keepsake.admissions()) {
            ForwardingRule.Slot slot = one.slot();
            admissions
                    .addObject()
                    .put(PUBLIC_IP, slot.publicIpId())
                    .put(PROTOCOL, slot.protocol())
                    .put(PORTS, slot.publicPorts().toString())
                    .put(SOURCES, one.cidrList());
        }
        ArrayNode holders = root.putArray("holders_of_addresses");
        for (Keepsake.Held one : keepsake.holders()) {
            holders.addObject()
                    .put("address", one.address().toString())
                    .put("machine_id", one.holder().machineId())
                    .put("machine_name", one.holder().machineName())
                    .put("network_id", one.holder().networkId())
                    .put("secondary_ip_id", one.holder().secondaryId());
        }
        return root.toPrettyString() + "\n";
    }

    private static void write(Keepsake.Firewall one, ObjectNode out) {
        FirewallRule rule = one.rule();
        out.put(PUBLIC_IP, one.publicIpId()).put("goes_with", one.goesWith()).put(PROTOCOL, rule.protocol());
        rule.ports().ifPresent(ports -> out.put(PORTS, ports.toString()));
        rule.icmp().ifPresent(icmp -> out.put("icmp_type", icmp.type()).put("icmp_code", icmp.code()));
        ArrayNode sources = out.putArray(SOURCES);
        rule.sources().stream().sorted().forEach(sources::add);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws UnusableKeepsakeException if it is anything else
     */
    static Keepsake read(String text) throws UnusableKeepsakeException {
        JsonNode root = parse(text);
        JsonNode version = root.path("version");
        if (!version.isInt()) {
            throw new UnusableKeepsakeException("it has no version, and so is no state file of vipagent");
        }
        if (version.intValue() > VERSION) {
            throw new UnusableKeepsakeException("it is of version " + version.intValue()
                    + ", written by a newer vipagent; this one reads version " + VERSION);
        }
        return new Keepsake(
                each(root, "firewall_rules_to_bring_back", KeepsakeCodec::firewall),
                each(root, "sources_of_forwarding_rules", KeepsakeCodec::admission),
                each(root, "holders_of_addresses", KeepsakeCodec::held));
    }

    private static JsonNode parse(String text) throws UnusableKeepsakeException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UnusableKeepsakeException("it is damaged: no JSON from line "
                    + Optional.ofNullable(e.getLocation())
                            .map(at -> at.getLineNr())
                            .orElse(1) + " on");
        }
    }

    private static <T> List<T> each(JsonNode root, String list, Function<JsonNode, T> read)
            throws UnusableKeepsakeException {
        JsonNode elements = root.path(list);
        if (!elements.isArray()) {
            throw new UnusableKeepsakeException("it is damaged: it has no list " + list);
        }
        List<T> all = new ArrayList<>();
        for (JsonNode element : elements) {
            try {
                all.add(read.apply(element));
            } catch (IllegalArgumentException e) {
                throw new UnusableKeepsakeException(
                        "it is damaged: element " + (all.size() + 1) + " of " + list + " has " + e.getMessage());
            }
        }
        return all;
    }

    private static Keepsake.Firewall firewall(JsonNode node) {
        Set<String> sources = new HashSet<>();
        for (JsonNode source : node.path(SOURCES)) {
            sources.add(text(source, SOURCES));
        }
        Optional<FirewallRule.Icmp> icmp = node.has("icmp_type")
                ? Optional.of(new FirewallRule.Icmp(number(node, "icmp_type"), number(node, "icmp_code")))
                : Optional.empty();
        Optional<PortRange> ports = node.has(PORTS) ? Optional.of(ports(node)) : Optional.empty();
        return new Keepsake.Firewall(
                text(node.path(PUBLIC_IP), PUBLIC_IP),
                text(node.path("goes_with"), "goes_with"),
                new FirewallRule("", text(node.path(PROTOCOL), PROTOCOL), ports, icmp, sources, ""));
    }

    private static Keepsake.Admission admission(JsonNode node) {
        ForwardingRule.Slot slot = new ForwardingRule.Slot(
                text(node.path(PUBLIC_IP), PUBLIC_IP), text(node.path(PROTOCOL), PROTOCOL), ports(node));
        return new Keepsake.Admission(slot, text(node.path(SOURCES), SOURCES));
    }

    private static Keepsake.Held held(JsonNode node) {
        IpAddress address = IpAddress.tryParse(text(node.path("address"), "address"))
                .orElseThrow(() -> new IllegalArgumentException("an address that is none"));
        return new Keepsake.Held(
                address,
                new Remembered(
                        text(node.path("machine_id"), "machine_id"),
                        text(node.path("machine_name"), "machine_name"),
                        text(node.path("network_id"), "network_id"),
                        text(node.path("secondary_ip_id"), "secondary_ip_id")));
    }

    private static PortRange ports(JsonNode node) {
        return PortRange.tryParse(text(node.path(PORTS), PORTS))
                .orElseThrow(() -> new IllegalArgumentException("ports that are none"));
    }

    private static String text(JsonNode node, String what) {
        if (!node.isTextual() || node.textValue().isEmpty()) {
            throw new IllegalArgumentException("no text as " + what);
        }
        return node.textValue();
    }

    private static int number(JsonNode node, String what) {
        if (!node.path(what).isInt()) {
            throw new IllegalArgumentException("no number as " + what);
        }
        return node.path(what).intValue();
    }
}
