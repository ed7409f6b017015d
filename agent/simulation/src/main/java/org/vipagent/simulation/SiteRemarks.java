package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vipagent.config.Authentication;
import org.vipagent.config.Peer;
import org.vipagent.config.VrrpInstance;

/** What does not fit between the configurations of several nodes, in words: most of what a pair stumbles over. */
final class SiteRemarks {
    private final List<ConfiguredNode> nodes;
    private final List<List<Optional<VrrpInstance>>> groups;
    private final OwnAddresses addresses;

    SiteRemarks(List<ConfiguredNode> nodes, List<List<Optional<VrrpInstance>>> groups, OwnAddresses addresses) {
        this.nodes = nodes;
        this.groups = groups;
        this.addresses = addresses;
    }

    void addTo(List<String> remarks) {
        for (List<Optional<VrrpInstance>> group : groups) {
            lonely(group, remarks);
            differing("VRRP versions", group, VrrpInstance::version, remarks);
            differing("authentication", group, SiteRemarks::kind, remarks);
            if (instances(group).anyMatch(i -> i.version() == 2)) {
                differing(
                        "advert intervals",
                        group,
                        i -> Words.duration(i.advertInterval().toNanos()),
                        remarks);
            }
            sameOf(group, remarks);
        }
        strangers(remarks);
    }

    private static Stream<VrrpInstance> instances(List<Optional<VrrpInstance>> group) {
        return group.stream().flatMap(Optional::stream);
    }

    private static String kind(VrrpInstance instance) {
        String plain = instance.authentication() instanceof Authentication.Pass
                ? "PASS"
                : instance.authentication() instanceof Authentication.Header ? "AH" : "none";
        return instance.hmac().isPresent() ? "HMAC" : plain;
    }

    /** An instance that only one node has. */
    private void lonely(List<Optional<VrrpInstance>> group, List<String> remarks) {
        if (instances(group).count() != 1) {
            return;
        }
        int node = indexOfOnly(group);
        VrrpInstance alone = group.get(node).orElseThrow();
        String who = nodes.get(node).name() + "'s " + alone.name() + " (VRID " + alone.virtualRouterId() + ")";
        for (int other = 0; other < nodes.size(); other++) {
            for (VrrpInstance theirs : nodes.get(other).instances()) {
                if (other > node && isMistaken(alone, theirs)) {
                    remarks.add(who + " and " + nodes.get(other).name() + "'s " + theirs.name() + " (VRID "
                            + theirs.virtualRouterId()
                            + ") share an address but not the VRID: they do not hear each other");
                    return;
                }
                if (other < node && isMistaken(theirs, alone)) {
                    return;
                }
            }
        }
        remarks.add(who + " is on no other node: nobody backs it");
    }

    private static int indexOfOnly(List<Optional<VrrpInstance>> group) {
        int node = 0;
        while (group.get(node).isEmpty()) {
            node++;
        }
        return node;
    }

    private static boolean isMistaken(VrrpInstance one, VrrpInstance other) {
        return one.family() == other.family()
                && one.virtualRouterId() != other.virtualRouterId()
                && !one.virtualAddresses().isEmpty()
                && Groups.haveAddressInCommon(one, other);
    }

    private void differing(
            String what, List<Optional<VrrpInstance>> group, Function<VrrpInstance, ?> of, List<String> remarks) {
        if (instances(group).map(of).distinct().count() > 1) {
            List<String> each = new ArrayList<>();
            for (int i = 0; i < group.size(); i++) {
                String name = nodes.get(i).name();
                group.get(i).ifPresent(instance -> each.add(name + " " + of.apply(instance)));
            }
            remarks.add(String.format(Locale.ROOT, "%s differ: %s", what, String.join(", ", each)));
        }
    }

    /** Equal priorities are decided by addresses, which may be made up here. */
    private static void sameOf(List<Optional<VrrpInstance>> group, List<String> remarks) {
        long count = instances(group).count();
        if (count > 1 && instances(group).map(VrrpInstance::priority).distinct().count() < count) {
            remarks.add(instances(group).findFirst().orElseThrow().name()
                    + ": equal priorities; between two masters the higher address wins, and yours may differ from"
                    + " those here");
        }
    }

    /** Unicast peers that are no node of this world. */
    private void strangers(List<String> remarks) {
        for (ConfiguredNode node : nodes) {
            TreeSet<String> unknown = node.instances().stream()
                    .flatMap(i -> i.delivery().peers().stream())
                    .map(Peer::address)
                    .filter(a -> !addresses.isAnyones(a))
                    .map(Object::toString)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!unknown.isEmpty()) {
                remarks.add(node.name() + "'s unicast peer " + String.join(", ", unknown)
                        + " is none of the nodes: what is sent there gets lost");
            }
        }
    }
}
