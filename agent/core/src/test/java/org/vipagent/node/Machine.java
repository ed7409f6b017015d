package org.vipagent.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.node.NodeEffect.AnnounceAddresses;
import org.vipagent.node.NodeEffect.ApplyAddresses;
import org.vipagent.node.NodeEffect.SendPacket;
import org.vipagent.vrrp.RouterConfig;
import org.vipagent.vrrp.RouterConfigBuilder;
import org.vipagent.vrrp.RouterKey;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.Datagram;

/** A machine around one node: a clock, a kernel that obeys at once, and a wire on which everything is written down. */
final class Machine {
    static final long MILLISECOND = 1_000_000L;
    static final long SECOND = 1000 * MILLISECOND;
    static final InterfaceName ETH0 = new InterfaceName("eth0");

    final Node node;
    final List<NodeEffect> effects = new ArrayList<>();
    private final Map<InterfaceName, List<Cidr>> addresses = new HashMap<>();
    private final Set<IpAddress> tentative = new HashSet<>();
    private final Set<IpAddress> refused = new HashSet<>();
    private List<IpAddress> gateways = List.of();
    long now = 5000 * SECOND;
    /** How often time had to pass until the node had something to do. */
    int wakeUps;

    Machine(InstanceConfig... instances) {
        this(List.of(instances));
    }

    Machine(List<InstanceConfig> instances) {
        this.node = new Node(new NodeConfig(instances), new Random(1), now);
        turn();
    }

    /** An instance on eth0 with one address, version 3, one second, priority 100. */
    static InstanceConfig instance(String name, int vrid, String address, UnaryOperator<RouterConfigBuilder> changes) {
        return instance(name, vrid, List.of(address), changes);
    }

    static InstanceConfig instance(
            String name, int vrid, List<String> addresses, UnaryOperator<RouterConfigBuilder> changes) {
        List<ManagedAddress> managed = addresses.stream().map(Machine::managed).toList();
        AddressFamily family = managed.get(0).address().address().family();
        RouterConfigBuilder router = RouterConfig.builder(name, new RouterKey(ETH0, family, vrid))
                .version(3)
                .virtualAddresses(managed.stream()
                        .map(m -> m.address().address())
                        .filter(a -> a.family() == family)
                        .toList());
        return new InstanceConfig(
                changes.apply(router).build(), Optional.empty(), managed, 255, true, Optional.empty());
    }

    static InstanceConfig withSource(InstanceConfig config, String source) {
        return new InstanceConfig(
                config.router(),
                Optional.of(IpAddress.parse(source)),
                config.addresses(),
                config.unicastTtl(),
                config.trackPrimary(),
                config.cloud());
    }

    static ManagedAddress managed(String address) {
        return new ManagedAddress(ETH0, Cidr.parse(address), Optional.empty(), Optional.empty(), "global", 7);
    }

    /** The same own address on each of so many interfaces, from now on. */
    Machine has(int interfaces, String own) {
        for (int i = 0; i < interfaces; i++) {
            addresses.put(new InterfaceName("eth" + i), new ArrayList<>(List.of(Cidr.parse(own))));
        }
        return look();
    }

    /** The own addresses of an interface, from now on. */
    Machine has(InterfaceName device, String... own) {
        List<Cidr> all = new ArrayList<>();
        for (String address : own) {
            all.add(Cidr.parse(address));
        }
        addresses.put(device, all);
        return look();
    }

    /** The next hops of every interface's default routes, from the next look on. */
    Machine hasGateways(String... all) {
        gateways = Stream.of(all).map(IpAddress::parse).toList();
        return this;
    }

    Machine isTentative(String... all) {
        tentative.clear();
        for (String address : all) {
            tentative.add(IpAddress.parse(address));
        }
        return look();
    }

    /** What the kernel does not take, from now on. */
    Machine refuses(String... all) {
        refused.clear();
        for (String address : all) {
            refused.add(IpAddress.parse(address));
        }
        return this;
    }

    /** Another station says that it has an address. */
    Machine claimed(InterfaceName device, String address) {
        node.claimed(device, IpAddress.parse(address), new MacAddress(0x02_00_00_00_00_0bL), now);
        turn();
        return this;
    }

    private Machine look() {
        List<InterfaceState> states = new ArrayList<>();
        addresses.forEach((device, all) -> {
            Set<IpAddress> here = new HashSet<>(tentative);
            here.retainAll(all.stream().map(Cidr::address).toList());
            states.add(new InterfaceState(device, true, all, here, gateways));
        });
        node.interfaces(states, now);
        turn();
        return this;
    }

    /** What follows at once from an input that was given to the node directly. */
    Machine settle() {
        turn();
        return this;
    }

    /** Turns until nothing is due. */
    private void turn() {
        do {
            step();
        } while (node.nextDeadline() <= now);
    }

    /** What the engine does after its inputs in one turn. */
    void step() {
        if (node.nextDeadline() <= now) {
            node.deadline(now);
        }
        for (NodeEffect effect = node.pollEffect(); effect != null; effect = node.pollEffect()) {
            effects.add(effect);
            if (effect instanceof ApplyAddresses request) {
                apply(request);
            }
        }
    }

    private void apply(ApplyAddresses request) {
        Set<ManagedAddress> added = new HashSet<>();
        for (ManagedAddress managed : request.managed()) {
            if (!request.wanted().contains(managed) && addresses.containsKey(managed.device())) {
                addresses.get(managed.device()).remove(managed.address());
            }
        }
        Map<ManagedAddress, String> failures = new HashMap<>();
        for (ManagedAddress wanted : request.wanted()) {
            if (refused.contains(wanted.address().address())) {
                failures.put(wanted, "EACCES");
                continue;
            }
            List<Cidr> present = addresses.computeIfAbsent(wanted.device(), d -> new ArrayList<>());
            if (!present.contains(wanted.address())) {
                present.add(wanted.address());
                added.add(wanted);
            }
        }
        node.kernelApplied(new KernelReport(request.generation(), added, failures), now);
    }

    /** Time passes, with a turn at every deadline. */
    Machine pass(long nanos) {
        long until = now + nanos;
        while (node.nextDeadline() <= until) {
            if (node.nextDeadline() > now) {
                now = node.nextDeadline();
                wakeUps++;
            }
            step();
        }
        now = until;
        return this;
    }

    /** An advert to the group, or to us. */
    Machine hear(InstanceConfig instance, int priority, String from) {
        node.packet(ETH0, advert(instance, priority, IpAddress.parse(from)), now);
        turn();
        return this;
    }

    static Datagram advert(InstanceConfig instance, int priority, IpAddress source) {
        RouterConfig router = instance.router();
        byte[] pdu = new byte[AdvertCodec.MAXIMUM_LENGTH];
        IpAddress group = AdvertCodec.group(router.key().family());
        int length = AdvertCodec.encode(router.format(), priority, source, group, pdu);
        return new Datagram(source, group, 255, pdu, 0, length);
    }

    InstanceSnapshot status(String name) {
        return node.snapshot(now).instances().stream()
                .filter(i -> i.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    String role(String name) {
        return status(name).role();
    }

    List<SendPacket> sent() {
        return effects.stream()
                .filter(SendPacket.class::isInstance)
                .map(SendPacket.class::cast)
                .toList();
    }

    List<AnnounceAddresses> announced() {
        return effects.stream()
                .filter(AnnounceAddresses.class::isInstance)
                .map(AnnounceAddresses.class::cast)
                .toList();
    }

    List<String> events() {
        return effects.stream()
                .filter(NodeEffect.Journal.class::isInstance)
                .map(e -> ((NodeEffect.Journal) e).event().text())
                .toList();
    }
}
