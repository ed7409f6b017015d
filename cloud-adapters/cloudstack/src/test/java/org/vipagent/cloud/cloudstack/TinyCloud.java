package org.vipagent.cloud.cloudstack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.cloud.cloudstack.api.CallBundle;
import org.vipagent.cloud.cloudstack.api.CallSequence;
import org.vipagent.cloud.cloudstack.api.Turn;

/** A zone with one network, small enough to be seen through: it has the refusals that make the order matter. */
final class TinyCloud {
    /** What {@code updatePortForwardingRule} is good for. */
    enum Updates {
        /** As before 4.4: {@code listApis} shows no {@code id}. */
        NOT_OFFERED,
        /** Offered, says that it is done, and does nothing. */
        SILENT,
        WORK
    }

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

        boolean has(String address) {
            return primary.equals(address) || secondaries.containsKey(address);
        }
    }

    record Rule(
            String id, String publicIp, String ports, String privatePorts, String vm, String guestIp, String state) {}

    record Nat(String vm, String guestIp) {}

    record Member(String vm, String address) {}

    record Balancer(String id, String publicIp, String port, Set<Member> members) {}

    final Map<String, Vm> vms = new LinkedHashMap<>();
    final Map<String, Nat> staticNats = new TreeMap<>();
    final List<String> publicIps = new ArrayList<>();
    final List<Rule> rules = new ArrayList<>();
    final Map<String, Set<String>> firewalls = new TreeMap<>();
    final List<Balancer> balancers = new ArrayList<>();
    final List<ApiCall> calls = new ArrayList<>();
    /** In nanoseconds; goes on where somebody waits. */
    long now;

    Updates updates = Updates.NOT_OFFERED;
    int apisAnswer = 200;
    String networkType = "Isolated";
    boolean securityGroups;
    String cidrList = "";
    boolean machinesShowSecondaries = true;
    int goneAnswer = 431;
    int secondariesAtMost = 10;
    int firewallsAnswer = 200;
    boolean vpc;
    boolean refusesToRemove;
    boolean jobsHang;
    private final Map<String, String> opened = new TreeMap<>();
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

    /** Opens the firewall for a rule as {@code openfirewall} does, which is the default: what is opened goes with it. */
    void open(Rule rule) {
        String[] ports = rule.ports().split("-", 2);
        String opening = "tcp|" + ports[0] + "|" + ports[ports.length - 1] + "|0.0.0.0/0";
        if (firewall(rule.publicIp()).add(opening)) {
            opened.put(rule.id(), opening);
        }
    }

    void nat(String publicIp, String vm, String guestIp) {
        publicIps.add(publicIp);
        staticNats.put(publicIp, new Nat("vm-" + vm, guestIp));
    }

    /** Firewall rules as {@code protocol|start|end|sources}. */
    Set<String> firewall(String publicIp) {
        return firewalls.computeIfAbsent(publicIp, p -> new TreeSet<>());
    }

    Balancer balancer(String publicIp, String port, Member... members) {
        Balancer balancer =
                new Balancer("lb-" + ++ids, publicIp, port, new java.util.LinkedHashSet<>(List.of(members)));
        balancers.add(balancer);
        return balancer;
    }

    /** The same zone, apart. */
    TinyCloud copy() {
        TinyCloud copy = new TinyCloud();
        copy.now = now;
        vms.forEach((id, vm) -> {
            Vm twin = copy.vm(vm.name, vm.primary, vm.mac);
            twin.state = vm.state;
            twin.secondaries.putAll(vm.secondaries);
        });
        copy.staticNats.putAll(staticNats);
        copy.publicIps.addAll(publicIps);
        copy.rules.addAll(rules);
        firewalls.forEach((ip, all) -> copy.firewall(ip).addAll(all));
        balancers.forEach(b -> copy.balancers.add(
                new Balancer(b.id(), b.publicIp(), b.port(), new java.util.LinkedHashSet<>(b.members()))));
        // A plan cannot know that the server lies; what it does then is another question.
        copy.updates = updates == Updates.SILENT ? Updates.WORK : updates;
        copy.networkType = networkType;
        copy.securityGroups = securityGroups;
        copy.vpc = vpc;
        copy.ids = ids + 1000;
        return copy;
    }

    /** Drives a conversation to its end on a clock of its own. */
    <R> R run(CallSequence<R> sequence) {
        while (true) {
            Turn<R> turn = sequence.turn(now);
            if (turn instanceof Turn.Finished<R> finished) {
                return finished.result();
            } else if (turn instanceof Turn.Pause<R> pause) {
                now = Math.max(now + 1, pause.until());
            } else if (turn instanceof Turn.Call<R> call) {
                calls.add(call.call());
                sequence.answered(answer(call.call()), now);
            }
        }
    }

    /** Drives a bundle to its end; every call is answered at once. */
    <R> R run(CallBundle<R> bundle) {
        while (true) {
            CallBundle.Turn<R> turn = bundle.turn(now);
            if (turn instanceof CallBundle.Turn.Finished<R> finished) {
                return finished.result();
            } else if (turn instanceof CallBundle.Turn.Wait<R> wait) {
                now = Math.max(now + 1, wait.until());
            } else if (turn instanceof CallBundle.Turn.Send<R> send) {
                calls.add(send.call());
                bundle.answered(send.number(), answer(send.call()), now);
            }
        }
    }

    List<String> commands() {
        return calls.stream().map(ApiCall::command).toList();
    }

    ApiAnswer answer(ApiCall call) {
        Map<String, String> p = call.parameters();
        return switch (call.command()) {
            case "addIpToNic" -> addIp(p.get("nicid"), p.get("ipaddress"));
            case "removeIpFromNic" -> removeIp(p.get("id"));
            case "createPortForwardingRule" -> createRule(p);
            case "updatePortForwardingRule" -> updateRule(p);
            case "deletePortForwardingRule" -> deleteRule(p.get("id"));
            case "enableStaticNat" -> enableNat(p);
            case "disableStaticNat" -> disableNat(ip(p));
            case "createFirewallRule" -> createFirewall(p);
            case "assignToLoadBalancerRule" -> assign(p);
            case "removeFromLoadBalancerRule" -> job(balancer(p).members().remove(member(p)));
            case "queryAsyncJobResult" ->
                jobsHang ? TinyAnswers.pending() : TinyAnswers.jobResult(p.get("jobid"), jobs);
            default -> new TinyAnswers(this).list(call.command(), p);
        };
    }

    private static String ip(Map<String, String> p) {
        return p.get("ipaddressid").replace("ip-", "");
    }

    private ApiAnswer addIp(String nicId, String address) {
        if (vms.values().stream().anyMatch(v -> v.has(address))) {
            return TinyAnswers.error(530);
        }
        Vm vm = vms.get(nicId.replace("nic-", "vm-"));
        if (vm.secondaries.size() >= secondariesAtMost) {
            return TinyAnswers.error(431);
        }
        hold(vm, address);
        return job(true);
    }

    private ApiAnswer removeIp(String id) {
        Optional<Vm> holder = vms.values().stream()
                .filter(v -> v.secondaries.containsValue(id))
                .findFirst();
        if (holder.isEmpty()) {
            return TinyAnswers.error(431);
        }
        Map<String, String> held = holder.get().secondaries;
        boolean pointedAt = rules.stream().anyMatch(r -> id.equals(held.get(r.guestIp())))
                || balancers.stream()
                        .flatMap(b -> b.members().stream())
                        .anyMatch(m -> id.equals(held.get(m.address())));
        boolean leaves = !pointedAt && !refusesToRemove;
        if (leaves) {
            held.values().remove(id);
        }
        return job(leaves);
    }

    private ApiAnswer createRule(Map<String, String> p) {
        String ports = range(p, "public");
        Vm vm = vms.get(p.get("virtualmachineid"));
        if (!vm.has(p.get("vmguestip"))) {
            return TinyAnswers.error(431);
        }
        boolean taken = rules.stream()
                .anyMatch(r -> r.publicIp().equals(ip(p)) && r.ports().equals(ports));
        if (taken || staticNats.containsKey(ip(p))) {
            return TinyAnswers.error(537);
        }
        rules.add(new Rule("rule-" + ++ids, ip(p), ports, range(p, "private"), vm.id, p.get("vmguestip"), "Active"));
        return job(true);
    }

    private ApiAnswer updateRule(Map<String, String> p) {
        Optional<Rule> rule =
                rules.stream().filter(r -> r.id().equals(p.get("id"))).findFirst();
        Vm vm = vms.get(p.get("virtualmachineid"));
        if (updates != Updates.WORK || rule.isEmpty() || !vm.has(p.get("vmguestip"))) {
            return job(updates != Updates.WORK);
        }
        Rule was = rule.get();
        rules.set(
                rules.indexOf(was),
                new Rule(
                        was.id(),
                        was.publicIp(),
                        was.ports(),
                        was.privatePorts(),
                        vm.id,
                        p.get("vmguestip"),
                        "Active"));
        return job(true);
    }

    private ApiAnswer deleteRule(String id) {
        rules.stream().filter(r -> r.id().equals(id)).findFirst().ifPresent(rule -> firewall(rule.publicIp())
                .remove(opened.getOrDefault(id, "")));
        return rules.removeIf(r -> r.id().equals(id)) ? job(true) : TinyAnswers.error(431);
    }

    private static String range(Map<String, String> p, String side) {
        String first = p.get(side + "port");
        String last = p.getOrDefault(side + "endport", first);
        return first.equals(last) ? first : first + "-" + last;
    }

    private ApiAnswer enableNat(Map<String, String> p) {
        Nat wanted = new Nat(p.get("virtualmachineid"), p.get("vmguestip"));
        Nat now = staticNats.get(ip(p));
        if (rules.stream().anyMatch(r -> r.publicIp().equals(ip(p)))
                || (now != null && !now.vm().equals(wanted.vm()))) {
            return TinyAnswers.error(537);
        }
        if (staticNats.containsValue(wanted) || !vms.get(wanted.vm()).has(wanted.guestIp())) {
            return TinyAnswers.error(431);
        }
        staticNats.put(ip(p), wanted);
        return TinyAnswers.success();
    }

    private ApiAnswer disableNat(String publicIp) {
        firewall(publicIp).clear();
        return job(staticNats.remove(publicIp) != null);
    }

    private ApiAnswer createFirewall(Map<String, String> p) {
        String rule = String.join(
                "|",
                p.get("protocol"),
                p.getOrDefault("startport", ""),
                p.getOrDefault("endport", ""),
                p.get("cidrlist"));
        return firewall(ip(p)).add(rule) ? job(true) : TinyAnswers.error(537);
    }

    private ApiAnswer assign(Map<String, String> p) {
        Member member = member(p);
        boolean possible = vms.get(member.vm()).has(member.address());
        return possible && balancer(p).members().add(member) ? job(true) : TinyAnswers.error(431);
    }

    private Balancer balancer(Map<String, String> p) {
        return balancers.stream()
                .filter(b -> b.id().equals(p.get("id")))
                .findFirst()
                .orElseThrow();
    }

    private Member member(Map<String, String> p) {
        String vm = Objects.requireNonNullElseGet(p.get("vmidipmap[0].vmid"), () -> p.get("virtualmachineids"));
        return new Member(vm, Objects.requireNonNullElseGet(p.get("vmidipmap[0].vmip"), () -> vms.get(vm).primary));
    }

    private ApiAnswer job(boolean success) {
        String id = "job-" + ++ids;
        jobs.put(id, success);
        return TinyAnswers.job(id);
    }
}
