package org.vipagent.cloud.cloudstack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.cloud.cloudstack.api.CallSequence;
import org.vipagent.cloud.cloudstack.api.Turn;

/** A zone with one network, small enough to be seen through: it has the refusals that make the order matter. */
final class TinyCloud {
    static final class Vm {
        final String id;
        final String name;
        final String primary;
        final String mac;
        String state = "Running";
        final Map<String, String> secondaries = new TreeMap<>();

        Vm(String name, String primary, String mac) {
            this.id = "vm-" + name;
            this.name = name;
            this.primary = primary;
            this.mac = mac;
        }
    }

    record Rule(
            String id, String publicIp, String ports, String privatePorts, String vm, String guestIp, String state) {}

    final Map<String, Vm> vms = new LinkedHashMap<>();
    final Map<String, String> staticNats = new TreeMap<>();
    final List<String> publicIps = new ArrayList<>();
    final List<Rule> rules = new ArrayList<>();
    final List<ApiCall> calls = new ArrayList<>();
    String networkType = "Isolated";
    String cidrList = "";
    boolean machinesShowSecondaries = true;
    int goneAnswer = 431;
    boolean vpc;
    private final Map<String, Boolean> jobs = new TreeMap<>();
    private int ids = 0;

    Vm vm(String name, String primary, String mac) {
        Vm vm = new Vm(name, primary, mac);
        vms.put(vm.id, vm);
        return vm;
    }

    void hold(Vm vm, String address) {
        vm.secondaries.put(address, "sec-" + ++ids);
    }

    Rule rule(String publicIp, String ports, String vm, String guestIp) {
        Rule rule = new Rule("rule-" + ++ids, publicIp, ports, ports, "vm-" + vm, guestIp, "Active");
        rules.add(rule);
        return rule;
    }

    /** Drives a conversation to its end on a clock of its own. */
    <R> R run(CallSequence<R> sequence) {
        long now = 0;
        while (true) {
            Turn<R> turn = sequence.turn(now);
            if (turn instanceof Turn.Finished<R> finished) {
                return finished.result();
            } else if (turn instanceof Turn.Pause<R> pause) {
                now = pause.until();
            } else if (turn instanceof Turn.Call<R> call) {
                calls.add(call.call());
                sequence.answered(answer(call.call()), now);
            }
        }
    }

    List<String> commands() {
        return calls.stream().map(ApiCall::command).toList();
    }

    ApiAnswer answer(ApiCall call) {
        Map<String, String> p = call.parameters();
        return switch (call.command()) {
            case "listVirtualMachines" ->
                page(
                        p,
                        "virtualmachine",
                        vms.values().stream()
                                .filter(v -> !v.state.equals("Hidden"))
                                .map(this::json)
                                .toList());
            case "listNics" ->
                Optional.ofNullable(vms.get(p.get("virtualmachineid")))
                        .map(v -> list("nic", List.of(nic(v, true))))
                        .orElseGet(() -> error(goneAnswer));
            case "listPublicIpAddresses" ->
                list("publicipaddress", publicIps.stream().map(this::publicIp).toList());
            case "listPortForwardingRules" ->
                list("portforwardingrule", rules.stream().map(this::json).toList());
            case "addIpToNic" -> addIp(p.get("nicid"), p.get("ipaddress"));
            case "removeIpFromNic" -> removeIp(p.get("id"));
            case "createPortForwardingRule" -> createRule(p);
            case "deletePortForwardingRule" -> rules.removeIf(r -> r.id().equals(p.get("id"))) ? job(true) : error(431);
            case "queryAsyncJobResult" -> jobResult(p.get("jobid"));
            default -> error(432);
        };
    }

    private ApiAnswer addIp(String nicId, String address) {
        boolean taken =
                vms.values().stream().anyMatch(v -> v.secondaries.containsKey(address) || v.primary.equals(address));
        if (taken) {
            return error(530);
        }
        hold(vms.get(nicId.replace("nic-", "vm-")), address);
        return job(true);
    }

    private ApiAnswer removeIp(String id) {
        Optional<Vm> holder = vms.values().stream()
                .filter(v -> v.secondaries.containsValue(id))
                .findFirst();
        if (holder.isEmpty()) {
            return error(431);
        }
        Map<String, String> held = holder.get().secondaries;
        boolean pointedAt = rules.stream().anyMatch(r -> id.equals(held.get(r.guestIp())));
        if (!pointedAt) {
            held.values().remove(id);
        }
        return job(!pointedAt);
    }

    private ApiAnswer createRule(Map<String, String> p) {
        String ports = range(p, "public");
        String publicIp = p.get("ipaddressid").replace("ip-", "");
        Vm vm = vms.get(p.get("virtualmachineid"));
        String guest = p.get("vmguestip");
        if (!vm.primary.equals(guest) && !vm.secondaries.containsKey(guest)) {
            return error(431);
        }
        if (rules.stream()
                .anyMatch(r -> r.publicIp().equals(publicIp) && r.ports().equals(ports))) {
            return error(537);
        }
        rules.add(new Rule("rule-" + ++ids, publicIp, ports, range(p, "private"), vm.id, guest, "Active"));
        return job(true);
    }

    private static String range(Map<String, String> p, String side) {
        String first = p.get(side + "port");
        String last = p.getOrDefault(side + "endport", first);
        return first.equals(last) ? first : first + "-" + last;
    }

    private ApiAnswer job(boolean success) {
        String id = "job-" + ++ids;
        jobs.put(id, success);
        return wrapped(200, object().put("jobid", id));
    }

    private ApiAnswer jobResult(String id) {
        ObjectNode result = object().put("jobstatus", jobs.get(id) ? 1 : 2);
        result.set("jobresult", object().put("errorcode", 530).put("errortext", "no"));
        return wrapped(200, result);
    }

    private ApiAnswer list(String key, List<ObjectNode> elements) {
        return list(key, elements, elements.size());
    }

    private ApiAnswer page(Map<String, String> p, String key, List<ObjectNode> all) {
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

    private static ApiAnswer error(int code) {
        return wrapped(code, object().put("errorcode", code).put("errortext", "refused"));
    }

    private static ApiAnswer wrapped(int status, ObjectNode content) {
        return new ApiAnswer.Replied(
                status, object().<ObjectNode>set("someresponse", content).toString());
    }

    private ObjectNode json(Vm vm) {
        ObjectNode node = object().put("id", vm.id).put("displayname", vm.name).put("state", vm.state);
        node.putArray("nic").add(nic(vm, machinesShowSecondaries));
        return node;
    }

    private ObjectNode nic(Vm vm, boolean withSecondaries) {
        ObjectNode nic = object().put("id", "nic-" + vm.name)
                .put("networkid", "net-1")
                .put("ipaddress", vm.primary)
                .put("netmask", "255.255.252.0")
                .put("macaddress", vm.mac)
                .put("type", networkType);
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
                .put("isstaticnat", staticNats.containsKey(address));
        if (!vpc) {
            node.put("associatednetworkid", "net-1");
        }
        if (staticNats.containsKey(address)) {
            node.put("vmipaddress", staticNats.get(address));
        }
        return node;
    }

    private ObjectNode json(Rule rule) {
        String[] ports = rule.ports().split("-", 2);
        String[] inside = rule.privatePorts().split("-", 2);
        Vm vm = vms.get(rule.vm());
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
                .put("cidrlist", cidrList)
                .put("state", rule.state());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
