package org.vipagent.simulation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.config.Delivery;
import org.vipagent.config.Peer;
import org.vipagent.config.VirtualAddress;
import org.vipagent.config.VrrpInstance;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/**
 * Which addresses the machines have of their own. A configuration seldom says it: some are named as sources, others are
 * known to the peers, and what is left is made up out of the virtual address's network.
 */
final class OwnAddresses {
    private static final int USUAL_BITS = 24;
    private static final int USUAL_BITS6 = 64;
    /** Below this a network has no room for machines beside its virtual addresses. */
    private static final int LEAST_HOST_BITS = 2;

    private static final int FIRST_HOST = 11;
    private static final int MOST_HOSTS = 250;
    private static final Cidr LINK_LOCAL = Cidr.parse("fe80::/64");

    private final List<ConfiguredNode> nodes;
    private final Set<IpAddress> taken = new HashSet<>();
    private final List<Map<InterfaceName, Set<Cidr>>> own = new ArrayList<>();
    /** The source of each instance's adverts, by node and name. */
    private final List<Map<String, IpAddress>> sources = new ArrayList<>();

    /** @param nodes at least one */
    OwnAddresses(List<ConfiguredNode> nodes) {
        this.nodes = List.copyOf(nodes);
        for (ConfiguredNode node : nodes) {
            own.add(new HashMap<>());
            sources.add(new HashMap<>());
            node.instances().forEach(this::reserve);
        }
        forEach((index, instance) ->
                instance.delivery().sourceAddress().ifPresent(source -> give(index, instance, source)));
        forEach((index, instance) -> {
            if (!sources.get(index).containsKey(instance.name())) {
                known(index, instance).ifPresent(address -> give(index, instance, address));
            }
        });
        forEach((index, instance) -> {
            if (!sources.get(index).containsKey(instance.name())) {
                give(index, instance, ofInterface(index, instance).orElseGet(() -> madeUp(index, instance)));
            }
        });
    }

    private interface Visitor {
        void visit(int node, VrrpInstance instance);
    }

    private void forEach(Visitor visitor) {
        for (int i = 0; i < nodes.size(); i++) {
            for (VrrpInstance instance : nodes.get(i).instances()) {
                visitor.visit(i, instance);
            }
        }
    }

    /** The addresses of a node's interface, none if it needs none. */
    List<Cidr> of(int node, InterfaceName device) {
        return List.copyOf(own.get(node).getOrDefault(device, Set.of()));
    }

    /** What a node's adverts for an instance come from. */
    IpAddress source(int node, VrrpInstance instance) {
        return sources.get(node).get(instance.name());
    }

    /** Whether this is an address of the node itself. */
    boolean isOwn(int node, IpAddress address) {
        return own.get(node).values().stream().flatMap(Set::stream).anyMatch(cidr -> cidr.address()
                .equals(address));
    }

    /** Whether any node has this address. */
    boolean isAnyones(IpAddress address) {
        for (int i = 0; i < nodes.size(); i++) {
            if (isOwn(i, address)) {
                return true;
            }
        }
        return false;
    }

    private void reserve(VrrpInstance instance) {
        instance.virtualAddresses().forEach(a -> taken.add(a.ip()));
        instance.excludedAddresses().forEach(a -> taken.add(a.ip()));
        instance.delivery().sourceAddress().ifPresent(taken::add);
        taken.addAll(peers(instance));
    }

    private static List<IpAddress> peers(VrrpInstance instance) {
        return instance.delivery().peers().stream().map(Peer::address).toList();
    }

    private void give(int node, VrrpInstance instance, IpAddress address) {
        taken.add(address);
        sources.get(node).put(instance.name(), address);
        own.get(node)
                .computeIfAbsent(instance.interfaceName(), d -> new LinkedHashSet<>())
                .add(new Cidr(address, bits(instance, address)));
    }

    private static int bits(VrrpInstance instance, IpAddress address) {
        Cidr network = network(instance);
        return network.contains(address)
                ? network.prefixLength()
                : address.family() == AddressFamily.INET ? USUAL_BITS : USUAL_BITS6;
    }

    /** What the others take for this node's address: whom they send to, and this node does not. */
    private Optional<IpAddress> known(int node, VrrpInstance instance) {
        List<IpAddress> mine = peers(instance);
        if (mine.isEmpty()) {
            return Optional.empty();
        }
        Set<IpAddress> named = new LinkedHashSet<>();
        forEach((other, theirs) -> {
            if (other != node && isCounterpart(instance, theirs)) {
                named.addAll(peers(theirs));
            }
        });
        named.removeIf(this::isAnyones);
        // Some lists name every node, the reader itself included.
        Optional<IpAddress> elsewhere =
                named.stream().filter(a -> !mine.contains(a)).findFirst();
        return elsewhere.or(() -> named.stream().filter(mine::contains).findFirst());
    }

    private static boolean isCounterpart(VrrpInstance one, VrrpInstance other) {
        Delivery delivery = other.delivery();
        return one.virtualRouterId() == other.virtualRouterId()
                && one.family() == other.family()
                && !delivery.peers().isEmpty();
    }

    private Optional<IpAddress> ofInterface(int node, VrrpInstance instance) {
        return of(node, instance.interfaceName()).stream()
                .map(Cidr::address)
                .filter(a -> a.family() == instance.family())
                .filter(a -> a.family() == AddressFamily.INET || a.isLinkLocal())
                .findFirst();
    }

    private IpAddress madeUp(int node, VrrpInstance instance) {
        Cidr network = network(instance);
        for (int host = FIRST_HOST + node; host < FIRST_HOST + MOST_HOSTS; host++) {
            IpAddress candidate = at(network, host);
            if (network.contains(candidate) && !taken.contains(candidate)) {
                return candidate;
            }
        }
        // A small network that is full: its neighbours will do, for nobody routes here.
        return at(new Cidr(network.address(), USUAL_BITS), FIRST_HOST + MOST_HOSTS / 2 + node);
    }

    private static Cidr network(VrrpInstance instance) {
        if (instance.family() == AddressFamily.INET6) {
            return LINK_LOCAL;
        }
        Optional<Cidr> roomy = instance.virtualAddresses().stream()
                .map(VirtualAddress::address)
                .filter(a -> a.address().family() == AddressFamily.INET)
                .filter(a -> a.prefixLength() <= AddressFamily.INET.bits() - LEAST_HOST_BITS && a.prefixLength() > 0)
                .findFirst();
        IpAddress any = instance.virtualAddresses().isEmpty()
                ? IpAddress.parse("192.0.2.0")
                : instance.virtualAddresses().get(0).ip();
        return roomy.orElseGet(() -> new Cidr(any, USUAL_BITS));
    }

    /** The n-th address of a network. */
    private static IpAddress at(Cidr network, int host) {
        int bits = network.address().family().bits();
        BigInteger mask =
                BigInteger.ONE.shiftLeft(bits - network.prefixLength()).subtract(BigInteger.ONE);
        BigInteger address =
                new BigInteger(1, network.address().toBytes()).andNot(mask).add(BigInteger.valueOf(host));
        byte[] raw = address.toByteArray();
        byte[] padded = new byte[bits / 8];
        int length = Math.min(raw.length, padded.length);
        System.arraycopy(raw, raw.length - length, padded, padded.length - length, length);
        return IpAddress.of(padded);
    }
}
