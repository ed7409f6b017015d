package org.vipagent.cloud.cloudstack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.cloudstack.api.Answers;
import org.vipagent.cloud.cloudstack.api.Listing;
import org.vipagent.cloud.cloudstack.api.Machine;
import org.vipagent.cloud.cloudstack.api.Move;
import org.vipagent.cloud.cloudstack.api.Nic;
import org.vipagent.cloud.cloudstack.api.PublicAddress;
import org.vipagent.cloud.cloudstack.api.Reply;

/**
 * One look, as moves of a conversation: the machines, where needed their NICs, the public addresses, the rules. Any
 * list that cannot be read makes the whole look {@link Observation.Unseen}.
 */
final class Look {
    private final NodeSettings node;
    private final Memory memory;
    private final Claims claims;
    private final Map<String, Machine> machines = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    Look(NodeSettings node, Memory memory, Claims claims) {
        this.node = node;
        this.memory = memory;
        this.claims = claims;
    }

    Move<Observation> start() {
        return memory.own().map(this::askNetworks).orElseGet(this::askEverything);
    }

    private Move<Observation> askEverything() {
        return machines(Map.of(), () -> {
            List<Machine> found = machines.values().stream().filter(this::isOwn).toList();
            if (found.size() != 1 || found.get(0).nics().isEmpty()) {
                return unseen(new CloudFailure(Kind.MISCONFIGURED, whoIsThis(found)));
            }
            return ownFound(found.get(0));
        });
    }

    private boolean isOwn(Machine machine) {
        if (node.virtualMachine().isPresent()) {
            return machine.id().equals(node.virtualMachine().get());
        }
        return !machine.isGone()
                && machine.nics().stream().anyMatch(nic -> nic.mac()
                        .filter(node.hardwareAddresses()::contains)
                        .isPresent());
    }

    private String whoIsThis(List<Machine> found) {
        if (found.size() == 1) {
            return "this node's virtual machine " + found.get(0).name() + " has no network interface";
        }
        if (found.size() > 1) {
            String names = String.join(", ", found.stream().map(Machine::name).toList());
            return "several virtual machines have this node's hardware addresses (" + names + "): set virtual_machine";
        }
        return node.virtualMachine()
                .map(id -> "the virtual machine " + id + " is not among those that this key may see")
                .orElse("no virtual machine that this key may see has one of this node's hardware addresses");
    }

    // Where this node and its networks are known, one list per network is enough, and tells whether it is still true.
    private Move<Observation> askNetworks(Machine own) {
        Deque<String> networks = new ArrayDeque<>(SeatFinder.networks(own, Picture.addresses(claims)));
        return askNetwork(networks, own);
    }

    private Move<Observation> askNetwork(Deque<String> networks, Machine own) {
        if (!networks.isEmpty()) {
            return machines(Map.of("networkid", networks.pop()), () -> askNetwork(networks, own));
        }
        Machine now = machines.get(own.id());
        if (now == null || !nicIds(now).equals(nicIds(own))) {
            memory.lostOwn();
            machines.clear();
            return askEverything();
        }
        return ownFound(now);
    }

    private static List<String> nicIds(Machine machine) {
        return machine.nics().stream().map(Nic::id).toList();
    }

    private Move<Observation> ownFound(Machine own) {
        memory.found(own);
        return askNics(nicsToAsk(own), own.id());
    }

    private Deque<String> nicsToAsk(Machine own) {
        Set<String> ids = new LinkedHashSet<>();
        if (!node.profile().machinesShowSecondaryIps()) {
            ids.add(own.id());
            Set<String> networks = SeatFinder.networks(own, Picture.addresses(claims));
            machines.values().stream()
                    .filter(m -> claims.peers().isEmpty() || claims.peers().contains(m.id()))
                    .filter(m -> m.nics().stream().anyMatch(nic -> networks.contains(nic.networkId())))
                    .forEach(m -> ids.add(m.id()));
        }
        ids.addAll(claims.peers());
        Picture.addresses(claims).forEach(address -> memory.holderOf(address).ifPresent(r -> ids.add(r.machineId())));
        ids.removeIf(id -> machines.containsKey(id) && node.profile().machinesShowSecondaryIps());
        return new ArrayDeque<>(ids);
    }

    private Move<Observation> askNics(Deque<String> ids, String ownId) {
        if (ids.isEmpty()) {
            return askPublicAddresses(ownId);
        }
        String id = ids.pop();
        return list("listNics", "nic", Map.of("virtualmachineid", id))
                .read(
                        Answers::nic,
                        new Listing.Then<>(
                                nics -> {
                                    machines.put(id, withNics(id, nics));
                                    return askNics(ids, ownId);
                                },
                                reply -> machines.containsKey(id)
                                        ? unseen(reply)
                                        : nicsRefused(id, reply, () -> askNics(ids, ownId))));
    }

    private Machine withNics(String id, List<Nic> nics) {
        Machine listed = machines.get(id);
        return listed != null
                ? listed.withSecondariesOf(nics)
                : new Machine(id, rememberedName(id), Machine.UNLISTED, nics);
    }

    private String rememberedName(String id) {
        return Picture.addresses(claims).stream()
                .flatMap(address -> memory.holderOf(address).stream())
                .filter(r -> r.machineId().equals(id))
                .map(Remembered::machineName)
                .findFirst()
                .orElse(id);
    }

    // For a machine that is not listed, a refusal says that it is gone for good: 431 in upstream. Some versions say
    // 530, which may mean anything, so what is remembered of it stays until a removeIpFromNic shows that it is gone.
    private Move<Observation> nicsRefused(String id, Reply reply, Supplier<Move<Observation>> next) {
        boolean refused = reply instanceof Reply.Refused r
                && (r.failure().kind() == Kind.REFUSED || r.failure().kind() == Kind.SERVER);
        if (!refused) {
            return unseen(reply);
        }
        if (((Reply.Refused) reply).failure().kind() == Kind.REFUSED) {
            memory.forgetMachine(id);
        }
        if (claims.peers().contains(id)) {
            remarks.add("the peer " + id + " is no virtual machine that this key may see");
        }
        return next.get();
    }

    private Move<Observation> askPublicAddresses(String ownId) {
        return list("listPublicIpAddresses", "publicipaddress", Map.of())
                .read(Answers::publicAddress, new Listing.Then<>(found -> askRules(ownId, found), this::unseen));
    }

    private Move<Observation> askRules(String ownId, List<PublicAddress> publicAddresses) {
        return list("listPortForwardingRules", "portforwardingrule", Map.of())
                .read(
                        Answers::forwardingRule,
                        new Listing.Then<>(
                                rules -> seen(ownId, new Picture(claims, machines.values(), publicAddresses, rules)),
                                this::unseen));
    }

    private Move<Observation> seen(String ownId, Picture picture) {
        Machine own = machines.get(ownId);
        SeatFinder finder = new SeatFinder(own, machines.values(), memory, node.hardwareAddresses());
        CloudStackView view = picture.view(finder, remarks);
        picture.remember(memory, view);
        return new Move.End<>(new Observation.Seen(view));
    }

    private Move<Observation> machines(Map<String, String> filter, Supplier<Move<Observation>> next) {
        return list("listVirtualMachines", "virtualmachine", filter)
                .read(
                        Answers::machine,
                        new Listing.Then<>(
                                found -> {
                                    found.forEach(m -> machines.put(m.id(), m));
                                    return next.get();
                                },
                                this::unseen));
    }

    private Listing list(String command, String key, Map<String, String> filter) {
        return new Listing(command, key, filter, node.profile().pageSize());
    }

    private Move<Observation> unseen(Reply reply) {
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
