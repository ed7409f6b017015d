package org.vipagent.cloud.cloudstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.cloudstack.api.Answers;
import org.vipagent.cloud.cloudstack.api.Balancer;
import org.vipagent.cloud.cloudstack.api.FirewallRule;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.cloud.cloudstack.api.Listing;
import org.vipagent.cloud.cloudstack.api.Machine;
import org.vipagent.cloud.cloudstack.api.Move;
import org.vipagent.cloud.cloudstack.api.Nic;
import org.vipagent.cloud.cloudstack.api.PublicAddress;
import org.vipagent.cloud.cloudstack.api.Reply;

/**
 * One look, as moves of a conversation: the machines, where needed their NICs, the public addresses, the rules, and of
 * firewalls and load balancers what the claims name. Any list that cannot be read makes the whole look
 * {@link Observation.Unseen}.
 */
final class Look {
    private final NodeSettings node;
    private final Memory memory;
    private final Claims claims;
    private final Needs needs;
    private final Deque<Supplier<Move<Observation>>> toAsk = new ArrayDeque<>();
    private final List<String> remarks = new ArrayList<>();
    private final Map<String, Machine> machines = new LinkedHashMap<>();
    private final Map<String, List<FirewallRule>> firewalls = new LinkedHashMap<>();
    private final List<Balancer> balancers = new ArrayList<>();
    private List<PublicAddress> publicAddresses = List.of();
    private List<ForwardingRule> rules = List.of();
    private String ownId = "";
    private boolean whole;

    Look(NodeSettings node, Memory memory, Claims claims) {
        this.node = node;
        this.memory = memory;
        this.claims = claims;
        this.needs = new Needs(claims);
    }

    /** Everything that the claims need. */
    Move<Observation> start() {
        memory.wholeLook(claims.instance());
        whole = true;
        return ask(Set.of(Touch.values()));
    }

    /** Only what was touched; the rest is as the instance's last look saw it. */
    Move<Observation> again(Set<Touch> touched) {
        Optional<Lists> last = memory.last(claims.instance());
        if (last.isEmpty() || memory.own().isEmpty()) {
            return start();
        }
        ownId = last.get().ownId();
        machines.putAll(last.get().machines());
        publicAddresses = last.get().publicAddresses();
        rules = last.get().rules();
        firewalls.putAll(last.get().firewalls());
        balancers.addAll(last.get().balancers());
        remarks.addAll(last.get().remarks());
        return ask(touched);
    }

    private Move<Observation> ask(Set<Touch> touched) {
        askIf(touched.contains(Touch.MACHINES), this::askMachines);
        askIf(touched.contains(Touch.PUBLIC_ADDRESSES), this::askPublicAddresses);
        askIf(touched.contains(Touch.RULES), this::askRules);
        askIf(touched.contains(Touch.FIREWALL), this::askFirewalls);
        askIf(touched.contains(Touch.BALANCERS), this::askBalancers);
        toAsk.add(() -> new Facts(node, memory, needs).ask(machines.get(ownId), this::seen));
        return next();
    }

    private void askIf(boolean needed, Supplier<Move<Observation>> question) {
        if (needed) {
            toAsk.add(question);
        }
    }

    private Move<Observation> next() {
        return toAsk.pop().get();
    }

    // ---- machines

    private Move<Observation> askMachines() {
        machines.clear();
        remarks.clear();
        return memory.own().map(this::askNetworks).orElseGet(this::askEverything);
    }

    private Move<Observation> askEverything() {
        return machines(Map.of(), () -> {
            OwnMachine.Found found = new OwnMachine(node).among(machines.values());
            return found.failure()
                    .map(Look::unseen)
                    .orElseGet(() -> ownFound(found.machine().orElseThrow()));
        });
    }

    // Where this node and its networks are known, one list per network is enough, and tells whether it is still true.
    private Move<Observation> askNetworks(Machine own) {
        return askNetwork(new ArrayDeque<>(needs.networks(own)), own);
    }

    private Move<Observation> askNetwork(Deque<String> networks, Machine own) {
        if (!networks.isEmpty()) {
            return machines(Map.of("networkid", networks.pop()), () -> askNetwork(networks, own));
        }
        Machine now = machines.get(own.id());
        if (now == null || !OwnMachine.isSame(now, own)) {
            memory.lostOwn();
            machines.clear();
            return askEverything();
        }
        return ownFound(now);
    }

    private Move<Observation> ownFound(Machine own) {
        memory.found(own);
        ownId = own.id();
        return askNics(new Enquiry(memory.census(), candidates(own), needs.addresses(), whole));
    }

    private Enquiry.Candidates candidates(Machine own) {
        Set<String> first = new LinkedHashSet<>(claims.peers());
        needs.addresses().forEach(address -> memory.holdersOf(address).forEach(r -> first.add(r.machineId())));
        if (machinesShowSecondaryIps()) {
            first.removeIf(machines::containsKey);
            return new Enquiry.Candidates(first, List.of());
        }
        first.add(own.id());
        Set<String> networks = needs.networks(own);
        List<String> others = machines.values().stream()
                .filter(m -> claims.peers().isEmpty() || claims.peers().contains(m.id()))
                .filter(m -> m.nics().stream().anyMatch(nic -> networks.contains(nic.networkId())))
                .map(Machine::id)
                .toList();
        return new Enquiry.Candidates(first, others);
    }

    private boolean machinesShowSecondaryIps() {
        return node.profile().machinesShowSecondaryIps() || memory.machinesShowSecondaryIps();
    }

    private Move<Observation> askNics(Enquiry enquiry) {
        Optional<String> next = enquiry.next(machines.values());
        if (next.isEmpty()) {
            return nicsAsked(enquiry);
        }
        String id = next.get();
        return list(
                new Question<>("listNics", "nic", Map.of("virtualmachineid", id), Answers::nic),
                nics -> {
                    if (machines.containsKey(id)) {
                        memory.census().answered(id, nics);
                    }
                    machines.put(id, withNics(id, nics));
                    return askNics(enquiry);
                },
                reply -> machines.containsKey(id) ? unseen(reply) : nicsRefused(id, reply, () -> askNics(enquiry)));
    }

    private Move<Observation> nicsAsked(Enquiry enquiry) {
        Optional<CloudFailure> failure = enquiry.failure(machines.values());
        if (failure.isPresent()) {
            return unseen(failure.get());
        }
        enquiry.complete(machines);
        enquiry.remark(machines.size()).ifPresent(remarks::add);
        return next();
    }

    private Machine withNics(String id, List<Nic> nics) {
        Machine listed = machines.get(id);
        return listed != null
                ? listed.withSecondariesOf(nics)
                : new Machine(id, rememberedName(id), Machine.UNLISTED, nics);
    }

    private String rememberedName(String id) {
        return needs.addresses().stream()
                .flatMap(address -> memory.holdersOf(address).stream())
                .filter(r -> r.machineId().equals(id))
                .map(Remembered::machineName)
                .findFirst()
                .orElse(id);
    }

    // For a machine that is not listed, a refusal says that it is gone for good: 431 in upstream. Some versions say
    // 530,
    // which may mean anything, so what is remembered of it stays until a removeIpFromNic shows that it is gone.
    private Move<Observation> nicsRefused(String id, Reply reply, Supplier<Move<Observation>> then) {
        if (!isRefused(reply, Set.of(Kind.REFUSED, Kind.SERVER))) {
            return unseen(reply);
        }
        if (isRefused(reply, Set.of(Kind.REFUSED))) {
            memory.forgetMachine(id);
        }
        if (claims.peers().contains(id)) {
            remarks.add("the peer " + id + " is no virtual machine that this key may see");
        }
        return then.get();
    }

    private Move<Observation> machines(Map<String, String> filter, Supplier<Move<Observation>> then) {
        return list(
                new Question<>("listVirtualMachines", "virtualmachine", filter, Answers::machine),
                found -> {
                    memory.sawMachines(found);
                    found.forEach(m -> machines.put(m.id(), m));
                    return then.get();
                },
                Look::unseen);
    }

    // ---- what leads to them

    private Move<Observation> askPublicAddresses() {
        return list(
                new Question<>("listPublicIpAddresses", "publicipaddress", Map.of(), Answers::publicAddress),
                found -> {
                    publicAddresses = found;
                    return next();
                },
                Look::unseen);
    }

    private Move<Observation> askRules() {
        Map<String, CloudStackStep.UpdateRule> updates = memory.updatesToProve();
        return list(
                new Question<>("listPortForwardingRules", "portforwardingrule", Map.of(), Answers::forwardingRule),
                found -> {
                    rules = found;
                    memory.sawRules(found, updates);
                    return next();
                },
                Look::unseen);
    }

    private Move<Observation> askFirewalls() {
        firewalls.clear();
        for (PublicAddress address : publicAddresses) {
            // In a VPC network access lists stand in for the firewall, and this list is refused.
            boolean needed = needs.firewallOf(address.address());
            if (address.vpcId().isEmpty() && (needed || needs.forwardsOn(address.address()) > 0)) {
                toAsk.addFirst(() -> askFirewall(address.id(), needed));
            }
        }
        return next();
    }

    private Move<Observation> askFirewall(String publicIpId, boolean needed) {
        return list(
                new Question<>(
                        "listFirewallRules", "firewallrule", Map.of("ipaddressid", publicIpId), Answers::firewallRule),
                found -> {
                    firewalls.put(publicIpId, found);
                    memory.nothingToRemark("listFirewallRules");
                    return next();
                },
                reply -> needed ? unseen(reply) : firewallRefused(reply));
    }

    // Where only rules are claimed, a key that may not ask for the firewall is good enough for all but one thing.
    private Move<Observation> firewallRefused(Reply reply) {
        if (!isRefused(reply, Set.of(Kind.REFUSED, Kind.NOT_PERMITTED))) {
            return unseen(reply);
        }
        memory.remark(
                "listFirewallRules",
                "this key may not call listFirewallRules: what was opened for a forwarding rule is lost with it");
        return next();
    }

    private Move<Observation> askBalancers() {
        balancers.clear();
        for (PublicAddress address : publicAddresses) {
            if (needs.balancerOf(address.address())) {
                toAsk.addFirst(() -> askBalancersOf(address));
            }
        }
        return next();
    }

    private Move<Observation> askBalancersOf(PublicAddress address) {
        return list(
                new Question<>(
                        "listLoadBalancerRules",
                        "loadbalancerrule",
                        Map.of("publicipid", address.id()),
                        Answers::balancer),
                found -> {
                    found.stream()
                            .filter(b -> needs.balancerOn(address.address(), b.publicPort()))
                            .forEach(b -> toAsk.addFirst(() -> askMembers(b)));
                    return next();
                },
                Look::unseen);
    }

    private Move<Observation> askMembers(Balancer balancer) {
        return list(
                new Question<>(
                        "listLoadBalancerRuleInstances",
                        "lbrulevmidip",
                        Map.of("id", balancer.id(), "lbvmips", "true"),
                        Answers::members),
                found -> found.isEmpty() ? askPlainMembers(balancer) : members(balancer, found),
                Look::unseen);
    }

    // A server that does not know lbvmips answers with machines alone, under another key: then it is their own
    // addresses that are members.
    private Move<Observation> askPlainMembers(Balancer balancer) {
        return list(
                new Question<>(
                        "listLoadBalancerRuleInstances",
                        "loadbalancerruleinstance",
                        Map.of("id", balancer.id()),
                        Answers::plainMembers),
                found -> members(balancer, found),
                Look::unseen);
    }

    private Move<Observation> members(Balancer balancer, List<List<Balancer.Member>> found) {
        balancers.add(balancer.with(found.stream().flatMap(List::stream).toList()));
        return next();
    }

    private Move<Observation> seen() {
        Lists lists = new Lists(ownId, machines, publicAddresses, rules, firewalls, balancers, remarks);
        memory.saw(claims.instance(), lists);
        List<String> all = new ArrayList<>(remarks);
        all.addAll(memory.remarks());
        return new Move.End<>(new Observation.Seen(new Picture(claims, lists, memory, node).view(all)));
    }

    // ---- lists

    private record Question<T>(String command, String key, Map<String, String> filter, Function<JsonNode, T> read) {}

    private <T> Move<Observation> list(
            Question<T> question,
            Function<List<T>, Move<Observation>> then,
            Function<Reply, Move<Observation>> otherwise) {
        return new Listing(question.command(), question.key(), question.filter(), memory.pageSize())
                .read(question.read(), new Listing.Then<>(then, otherwise));
    }

    private static boolean isRefused(Reply reply, Set<Kind> kinds) {
        return reply instanceof Reply.Refused r && kinds.contains(r.failure().kind());
    }

    private static Move<Observation> unseen(Reply reply) {
        return unseen(failureOf(reply));
    }

    private static Move<Observation> unseen(CloudFailure failure) {
        return new Move.End<>(new Observation.Unseen(failure));
    }

    private static CloudFailure failureOf(Reply reply) {
        if (reply instanceof Reply.Refused refused) {
            return refused.failure();
        }
        if (reply instanceof Reply.Lost lost) {
            return lost.failure();
        }
        throw new IllegalArgumentException("a reply that was accepted is no failure");
    }
}
