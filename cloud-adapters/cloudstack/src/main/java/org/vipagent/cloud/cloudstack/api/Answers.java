package org.vipagent.cloud.cloudstack.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.net.PortRange;

/**
 * Reads the objects that the API's answers hold. Tolerant of the shapes that versions differ in, strict where a wrong
 * reading could make something look absent.
 */
public final class Answers {
    private Answers() {}

    /** An object of {@code listVirtualMachines}. */
    public static Machine machine(JsonNode node) {
        String id = required(node, "id");
        String name = text(node, "displayname").or(() -> text(node, "name")).orElse(id);
        List<Nic> nics = new ArrayList<>();
        for (JsonNode nic : each(node.path("nic"))) {
            nics.add(nic(nic));
        }
        return new Machine(id, name, text(node, "state").orElse(""), nics);
    }

    /** An object of {@code listNics}, or of a machine's {@code nic}. */
    public static Nic nic(JsonNode node) {
        List<SecondaryAddress> secondaries = new ArrayList<>();
        for (JsonNode secondary : each(node.path("secondaryip"))) {
            secondaries.add(new SecondaryAddress(required(secondary, "id"), address(secondary, "ipaddress")));
        }
        return new Nic(
                required(node, "id"),
                required(node, "networkid"),
                subnet(node),
                text(node, "macaddress").flatMap(MacAddress::tryParse),
                text(node, "type"),
                secondaries);
    }

    /** An object of {@code listPublicIpAddresses}. */
    public static PublicAddress publicAddress(JsonNode node) {
        return new PublicAddress(
                required(node, "id"),
                address(node, "ipaddress"),
                text(node, "associatednetworkid"),
                text(node, "vpcid"),
                node.path("issourcenat").asBoolean(false),
                staticNat(node));
    }

    private static Optional<PublicAddress.Binding> staticNat(JsonNode node) {
        if (!node.path("isstaticnat").asBoolean(false)) {
            return Optional.empty();
        }
        String machineId = text(node, "virtualmachineid").orElse("");
        String machineName = text(node, "virtualmachinedisplayname")
                .or(() -> text(node, "virtualmachinename"))
                .orElse(machineId);
        return Optional.of(new PublicAddress.Binding(
                machineId, machineName, text(node, "vmipaddress").flatMap(IpAddress::tryParse)));
    }

    /** An object of {@code listNetworks}. */
    public static Network network(JsonNode node) {
        boolean securityGroups = false;
        for (JsonNode service : each(node.path("service"))) {
            securityGroups |=
                    text(service, "name").filter("SecurityGroup"::equals).isPresent();
        }
        return new Network(
                required(node, "id"),
                text(node, "type").orElse("Isolated"),
                text(node, "vpcid"),
                text(node, "zoneid"),
                securityGroups);
    }

    /** Whether an object of {@code listZones} says that security groups are on. */
    public static boolean hasSecurityGroups(JsonNode zone) {
        return zone.path("securitygroupsenabled").asBoolean(false);
    }

    /** The names of the parameters that an object of {@code listApis} names, in lower case. */
    public static Set<String> parameters(JsonNode api) {
        Set<String> names = new HashSet<>();
        for (JsonNode parameter : each(api.path("params"))) {
            text(parameter, "name").ifPresent(name -> names.add(name.toLowerCase(Locale.ROOT)));
        }
        return names;
    }

    /** An object of {@code listFirewallRules}. */
    public static FirewallRule firewallRule(JsonNode node) {
        String protocol = required(node, "protocol").toLowerCase(Locale.ROOT);
        boolean icmp = protocol.equals("icmp");
        return new FirewallRule(
                text(node, "id").orElse(""),
                protocol,
                text(node, "startport").isPresent()
                        ? Optional.of(ports(node, "startport", "endport"))
                        : Optional.empty(),
                icmp
                        ? Optional.of(new FirewallRule.Icmp(
                                node.path("icmptype").asInt(-1),
                                node.path("icmpcode").asInt(-1)))
                        : Optional.empty(),
                sources(text(node, "cidrlist").orElse("")),
                text(node, "state").orElse(""));
    }

    private static Set<String> sources(String cidrList) {
        Set<String> sources = new HashSet<>();
        for (String source : cidrList.split(",", -1)) {
            if (!source.isBlank()) {
                sources.add(source.strip());
            }
        }
        return sources;
    }

    /** An object of {@code listLoadBalancerRules}, without its members. */
    public static Balancer balancer(JsonNode node) {
        return new Balancer(
                required(node, "id"),
                required(node, "publicipid"),
                ports(node, "publicport", "publicport"),
                text(node, "state").orElse(""),
                List.of());
    }

    /** The addresses of one machine, as {@code listLoadBalancerRuleInstances} shows them with {@code lbvmips}. */
    public static List<Balancer.Member> members(JsonNode node) {
        JsonNode machine = node.path("loadbalancerruleinstance");
        String id = required(machine, "id");
        String name =
                text(machine, "displayname").or(() -> text(machine, "name")).orElse(id);
        List<Balancer.Member> members = new ArrayList<>();
        for (JsonNode address : node.path("lbvmipaddresses")) {
            members.add(new Balancer.Member(
                    id,
                    name,
                    IpAddress.tryParse(address.asText())
                            .orElseThrow(() -> new UnreadableAnswerException("a member's address is none"))));
        }
        return members;
    }

    /** An object of {@code listPortForwardingRules}. */
    public static ForwardingRule forwardingRule(JsonNode node) {
        String machineId = text(node, "virtualmachineid").orElse("");
        return new ForwardingRule(
                required(node, "id"),
                required(node, "ipaddressid"),
                required(node, "protocol").toLowerCase(Locale.ROOT),
                ports(node, "publicport", "publicendport"),
                ports(node, "privateport", "privateendport"),
                machineId,
                text(node, "virtualmachinedisplayname")
                        .or(() -> text(node, "virtualmachinename"))
                        .orElse(machineId),
                text(node, "vmguestip").flatMap(IpAddress::tryParse),
                text(node, "networkid"),
                text(node, "state").orElse(""),
                text(node, "cidrlist").orElse(""));
    }

    /** The own addresses of one machine, as {@code listLoadBalancerRuleInstances} shows it without {@code lbvmips}. */
    public static List<Balancer.Member> plainMembers(JsonNode node) {
        Machine machine = machine(node);
        return machine.nics().stream()
                .flatMap(nic -> nic.primary().stream())
                .map(address -> new Balancer.Member(machine.id(), machine.name(), address))
                .toList();
    }

    /** The answer to {@code queryAsyncJobResult}. */
    public static Job job(JsonNode content) {
        JsonNode status = content.path("jobstatus");
        if (!status.isInt() && !status.isTextual()) {
            throw new UnreadableAnswerException("a job without jobstatus");
        }
        return switch (status.asInt(-1)) {
            case 0 -> new Job.Pending();
            case 1 -> new Job.Succeeded();
            case 2 -> failed(content.path("jobresult"));
            default -> throw new UnreadableAnswerException("the jobstatus " + ReplyReader.clean(status.asText()));
        };
    }

    private static Job failed(JsonNode result) {
        if (result.isMissingNode() || result.isNull()) {
            return new Job.Vanished();
        }
        return new Job.Failed(ReplyReader.clean(
                result.has("errortext") ? result.path("errortext").asText() : result.toString()));
    }

    /** A member that has a value; empty texts count as absent. */
    public static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
                ? Optional.of(value.asText())
                : Optional.empty();
    }

    // A secondaryip is a list in every source that was read, and one object in a sample of a real cloud.
    static Iterable<JsonNode> each(JsonNode listOrObject) {
        return listOrObject.isObject() ? List.of(listOrObject) : listOrObject;
    }

    private static String required(JsonNode node, String name) {
        return text(node, name).orElseThrow(() -> new UnreadableAnswerException("an object without " + name));
    }

    private static IpAddress address(JsonNode node, String name) {
        return IpAddress.tryParse(required(node, name))
                .orElseThrow(() -> new UnreadableAnswerException(name + " is no address"));
    }

    private static Optional<Cidr> subnet(JsonNode nic) {
        Optional<IpAddress> address = text(nic, "ipaddress").flatMap(IpAddress::tryParse);
        Optional<IpAddress> mask = text(nic, "netmask").flatMap(IpAddress::tryParse);
        return address.map(a ->
                new Cidr(a, mask.map(Answers::prefixLength).orElse(a.family().bits())));
    }

    private static int prefixLength(IpAddress mask) {
        int bits = 0;
        for (byte b : mask.toBytes()) {
            bits += Integer.bitCount(b & 0xff);
        }
        return bits;
    }

    // Ports are texts in these answers and numbers elsewhere; old versions leave the end out when it is the start.
    private static PortRange ports(JsonNode node, String first, String last) {
        String start = required(node, first);
        String range = start + "-" + text(node, last).orElse(start);
        return PortRange.tryParse(range)
                .orElseThrow(() -> new UnreadableAnswerException(first + " " + ReplyReader.clean(range)));
    }
}
