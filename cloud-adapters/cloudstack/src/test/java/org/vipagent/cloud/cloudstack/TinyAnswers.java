package org.vipagent.cloud.cloudstack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;

/** The tiny cloud as the API shows it. */
record TinyAnswers(TinyCloud cloud) {
    ApiAnswer list(String command, Map<String, String> p) {
        return switch (command) {
            case "listVirtualMachines" ->
                page(
                        p,
                        "virtualmachine",
                        cloud.vms.values().stream()
                                .filter(v -> !v.state.equals("Hidden"))
                                .map(this::json)
                                .toList());
            case "listNics" ->
                Optional.ofNullable(cloud.vms.get(p.get("virtualmachineid")))
                        .map(v -> list("nic", List.of(nic(v, true))))
                        .orElseGet(() -> error(cloud.goneAnswer));
            case "listPublicIpAddresses" ->
                list(
                        "publicipaddress",
                        cloud.publicIps.stream().map(this::publicIp).toList());
            case "listPortForwardingRules" ->
                list("portforwardingrule", cloud.rules.stream().map(this::json).toList());
            case "listFirewallRules" ->
                cloud.firewallsAnswer == 200
                        ? list("firewallrule", firewall(p.get("ipaddressid").replace("ip-", "")))
                        : error(cloud.firewallsAnswer);
            case "listLoadBalancerRules" -> list("loadbalancerrule", balancers(p.get("publicipid")));
            case "listLoadBalancerRuleInstances" -> list("lbrulevmidip", members(p.get("id")));
            case "listNetworks" -> list("network", List.of(network()));
            case "listZones" ->
                list("zone", List.of(object().put("id", "zone-1").put("securitygroupsenabled", cloud.securityGroups)));
            case "listApis" ->
                cloud.apisAnswer == 200 ? list("api", List.of(api(p.get("name")))) : error(cloud.apisAnswer);
            default -> error(432);
        };
    }

    private ObjectNode api(String name) {
        ObjectNode api = object().put("name", name);
        ArrayNode parameters = api.putArray("params");
        Stream<String> names =
                switch (name) {
                    case "updatePortForwardingRule" ->
                        cloud.updates == TinyCloud.Updates.NOT_OFFERED
                                ? Stream.of("ipaddressid", "virtualmachineid")
                                : Stream.of("id", "virtualmachineid", "vmguestip");
                    case "enableStaticNat" -> Stream.of("ipaddressid", "virtualmachineid", "vmguestip");
                    default -> Stream.of("id", "vmidipmap");
                };
        names.forEach(n -> parameters.addObject().put("name", n));
        return api;
    }

    private ObjectNode network() {
        ObjectNode network =
                object().put("id", "net-1").put("type", cloud.networkType).put("zoneid", "zone-1");
        if (cloud.vpc) {
            network.put("vpcid", "vpc-1");
        }
        network.putArray("service").addObject().put("name", "PortForwarding");
        return network;
    }

    private List<ObjectNode> firewall(String publicIp) {
        return cloud.firewall(publicIp).stream()
                .map(rule -> {
                    String[] parts = rule.split("\\|", -1);
                    ObjectNode node = object().put("id", "fw-" + rule)
                            .put("protocol", parts[0])
                            .put("cidrlist", parts[3])
                            .put("state", "Active");
                    if (!parts[1].isEmpty()) {
                        node.put("startport", Integer.parseInt(parts[1])).put("endport", Integer.parseInt(parts[2]));
                    }
                    return node;
                })
                .toList();
    }

    private List<ObjectNode> balancers(String publicIpId) {
        return cloud.balancers.stream()
                .filter(b -> publicIpId.equals("ip-" + b.publicIp()))
                .map(b -> object().put("id", b.id())
                        .put("publicipid", publicIpId)
                        .put("publicport", b.port())
                        .put("state", "Active"))
                .toList();
    }

    private List<ObjectNode> members(String balancerId) {
        return cloud.balancers.stream()
                .filter(b -> b.id().equals(balancerId))
                .flatMap(b -> b.members().stream())
                .map(TinyCloud.Member::vm)
                .distinct()
                .map(vm -> {
                    ObjectNode node = object();
                    node.set(
                            "loadbalancerruleinstance",
                            object().put("id", vm).put("displayname", cloud.vms.get(vm).name));
                    ArrayNode addresses = node.putArray("lbvmipaddresses");
                    cloud.balancers.stream()
                            .filter(b -> b.id().equals(balancerId))
                            .flatMap(b -> b.members().stream())
                            .filter(m -> m.vm().equals(vm))
                            .forEach(m -> addresses.add(m.address()));
                    return node;
                })
                .toList();
    }

    static ApiAnswer jobResult(String id, Map<String, Boolean> jobs) {
        ObjectNode result = object().put("jobstatus", jobs.get(id) ? 1 : 2);
        result.set("jobresult", object().put("errorcode", 530).put("errortext", "no"));
        return wrapped(200, result);
    }

    static ApiAnswer pending() {
        return wrapped(200, object().put("jobstatus", 0));
    }

    static ApiAnswer job(String id) {
        return wrapped(200, object().put("jobid", id).put("id", "of-" + id));
    }

    static ApiAnswer success() {
        return wrapped(200, object().put("success", "true"));
    }

    private static ApiAnswer list(String key, List<ObjectNode> elements) {
        return list(key, elements, elements.size());
    }

    private static ApiAnswer page(Map<String, String> p, String key, List<ObjectNode> all) {
        int size = Integer.parseInt(p.get("pagesize"));
        int from = Math.min((Integer.parseInt(p.get("page")) - 1) * size, all.size());
        return list(key, all.subList(from, Math.min(from + size, all.size())), all.size());
    }

    private static ApiAnswer list(String key, List<ObjectNode> elements, int count) {
        ObjectNode content = object();
        if (!elements.isEmpty()) {
            content.put("count", count);
            ArrayNode array = content.putArray(key);
            elements.forEach(array::add);
        }
        return wrapped(200, content);
    }

    static ApiAnswer error(int code) {
        return wrapped(code, object().put("errorcode", code).put("errortext", "refused"));
    }

    private static ApiAnswer wrapped(int status, ObjectNode content) {
        return new ApiAnswer.Replied(
                status, object().<ObjectNode>set("someresponse", content).toString());
    }

    private ObjectNode json(TinyCloud.Vm vm) {
        ObjectNode node = object().put("id", vm.id).put("displayname", vm.name).put("state", vm.state);
        node.putArray("nic").add(nic(vm, cloud.machinesShowSecondaries));
        return node;
    }

    private ObjectNode nic(TinyCloud.Vm vm, boolean withSecondaries) {
        ObjectNode nic = object().put("id", "nic-" + vm.name)
                .put("networkid", "net-1")
                .put("ipaddress", vm.primary)
                .put("netmask", "255.255.252.0")
                .put("macaddress", vm.mac)
                .put("type", cloud.networkType);
        if (withSecondaries) {
            ArrayNode array = nic.putArray("secondaryip");
            vm.secondaries.forEach(
                    (address, id) -> array.addObject().put("id", id).put("ipaddress", address));
        }
        return nic;
    }

    private ObjectNode publicIp(String address) {
        ObjectNode node = object().put("id", "ip-" + address)
                .put("ipaddress", address)
                .put("isstaticnat", cloud.staticNats.containsKey(address));
        if (cloud.vpc) {
            node.put("vpcid", "vpc-1");
        } else {
            node.put("associatednetworkid", "net-1");
        }
        TinyCloud.Nat nat = cloud.staticNats.get(address);
        if (nat != null) {
            TinyCloud.Vm vm = cloud.vms.get(nat.vm());
            node.put("vmipaddress", nat.guestIp())
                    .put("virtualmachineid", nat.vm())
                    .put("virtualmachinedisplayname", vm == null ? nat.vm() : vm.name);
        }
        return node;
    }

    private ObjectNode json(TinyCloud.Rule rule) {
        String[] ports = rule.ports().split("-", 2);
        String[] inside = rule.privatePorts().split("-", 2);
        TinyCloud.Vm vm = cloud.vms.get(rule.vm());
        return object().put("id", rule.id())
                .put("ipaddressid", "ip-" + rule.publicIp())
                .put("protocol", "tcp")
                .put("publicport", ports[0])
                .put("publicendport", ports[ports.length - 1])
                .put("privateport", inside[0])
                .put("privateendport", inside[inside.length - 1])
                .put("virtualmachineid", rule.vm())
                .put("virtualmachinedisplayname", vm == null ? rule.vm() : vm.name)
                .put("vmguestip", rule.guestIp())
                .put("networkid", "net-1")
                .put("cidrlist", cloud.cidrList)
                .put("state", rule.state());
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
