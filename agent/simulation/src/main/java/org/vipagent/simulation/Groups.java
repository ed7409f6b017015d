package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.config.VirtualAddress;
import org.vipagent.config.VrrpInstance;
import org.vipagent.net.IpAddress;

/**
 * Which instances of several configurations are one virtual router: the same VRID and family, and an address in common.
 * What shares the VRID alone is another cluster; what shares the addresses alone is a mistake.
 */
final class Groups {
    private Groups() {}

    /** Each virtual router as the nodes have it, in their order; every instance is in exactly one. */
    static List<List<Optional<VrrpInstance>>> of(List<ConfiguredNode> nodes) {
        List<List<Optional<VrrpInstance>>> groups = new ArrayList<>();
        for (int node = 0; node < nodes.size(); node++) {
            for (VrrpInstance instance : nodes.get(node).instances()) {
                int index = indexOf(groups, node, instance);
                if (index == groups.size()) {
                    groups.add(new ArrayList<>(Collections.nCopies(nodes.size(), Optional.empty())));
                }
                groups.get(index).set(node, Optional.of(instance));
            }
        }
        return groups;
    }

    /** Where an instance belongs; the number of groups if it is none of them. */
    private static int indexOf(List<List<Optional<VrrpInstance>>> groups, int node, VrrpInstance instance) {
        for (int i = 0; i < groups.size(); i++) {
            boolean free = groups.get(i).get(node).isEmpty();
            if (free && groups.get(i).stream().flatMap(Optional::stream).anyMatch(o -> isSame(instance, o))) {
                return i;
            }
        }
        return groups.size();
    }

    private static boolean isSame(VrrpInstance one, VrrpInstance other) {
        return one.virtualRouterId() == other.virtualRouterId()
                && one.family() == other.family()
                && haveAddressInCommon(one, other);
    }

    /** Whether two instances would put one address on two machines; so would two that have none, in a way. */
    static boolean haveAddressInCommon(VrrpInstance one, VrrpInstance other) {
        Set<IpAddress> mine = addresses(one);
        Set<IpAddress> theirs = addresses(other);
        return (mine.isEmpty() && theirs.isEmpty()) || !Collections.disjoint(mine, theirs);
    }

    private static Set<IpAddress> addresses(VrrpInstance instance) {
        Set<IpAddress> all = new HashSet<>();
        instance.virtualAddresses().stream().map(VirtualAddress::ip).forEach(all::add);
        return all;
    }
}
