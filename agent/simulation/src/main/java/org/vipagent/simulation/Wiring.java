package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.config.VirtualAddress;
import org.vipagent.config.VrrpInstance;
import org.vipagent.net.InterfaceName;

/**
 * Which interfaces of several machines are in one broadcast domain: those on which they run the same virtual router,
 * and where nothing says more, those of the same name. Machines may call theirs differently.
 */
final class Wiring {
    private static final String LOOPBACK = "lo";

    private final List<ConfiguredNode> nodes;
    private final List<Set<InterfaceName>> devices = new ArrayList<>();
    private final Map<Plug, String> segments = new HashMap<>();

    private record Plug(int node, InterfaceName device) {}

    /** @param groups from {@link Groups} */
    Wiring(List<ConfiguredNode> nodes, List<List<Optional<VrrpInstance>>> groups) {
        this.nodes = List.copyOf(nodes);
        nodes.forEach(node -> devices.add(devicesOf(node)));
        for (int node = 0; node < nodes.size(); node++) {
            for (InterfaceName device : devices.get(node)) {
                Plug plug = new Plug(node, device);
                segments.putIfAbsent(plug, segmentOf(plug, groups));
            }
        }
    }

    private static Set<InterfaceName> devicesOf(ConfiguredNode node) {
        Set<InterfaceName> devices = new LinkedHashSet<>();
        node.instances().forEach(i -> devices.add(i.interfaceName()));
        for (VrrpInstance instance : node.instances()) {
            instance.virtualAddresses().stream().map(VirtualAddress::device).forEach(devices::add);
            instance.excludedAddresses().stream().map(VirtualAddress::device).forEach(devices::add);
        }
        return devices;
    }

    /** The interfaces that a node needs, those of its instances first. */
    List<InterfaceName> devices(int node) {
        return List.copyOf(devices.get(node));
    }

    /** The broadcast domain of one of them. */
    String segment(int node, InterfaceName device) {
        return segments.get(new Plug(node, device));
    }

    private String segmentOf(Plug plug, List<List<Optional<VrrpInstance>>> groups) {
        String own = nodes.get(plug.node).name() + "/" + plug.device;
        if (plug.device.name().equals(LOOPBACK)) {
            return own;
        }
        Optional<String> shared = groups.stream()
                .filter(group -> group.get(plug.node)
                        .filter(i -> i.interfaceName().equals(plug.device))
                        .isPresent())
                .flatMap(group -> segmentOf(group, plug.node).stream())
                .findFirst();
        return shared.or(() -> sameName(plug)).or(() -> onlyOnes(plug)).orElse(own);
    }

    /** Where a virtual router runs on the nodes that are wired already. */
    private Optional<String> segmentOf(List<Optional<VrrpInstance>> group, int before) {
        for (int node = 0; node < before; node++) {
            if (group.get(node).isPresent()) {
                return Optional.of(segment(node, group.get(node).get().interfaceName()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> sameName(Plug plug) {
        return plug.node == 0 ? Optional.empty() : Optional.ofNullable(segments.get(new Plug(0, plug.device)));
    }

    private Optional<String> onlyOnes(Plug plug) {
        boolean single = plug.node > 0
                && devices.get(plug.node).size() == 1
                && devices.get(0).size() == 1;
        return single ? Optional.of(segment(0, devices.get(0).iterator().next())) : Optional.empty();
    }
}
