package org.vipagent.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vipagent.cloud.Claim;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;

/**
 * What a reload changes, in words; each list in the order of the file. Instances are the same if interface, family and
 * VRID are, providers if the name is.
 *
 * @param added what begins
 * @param removed what ends
 * @param changed what goes on otherwise; or, with another interface, family or VRID, ends and begins anew
 * @param needsRestart what only a new process can take over, and is not taken over
 * @param leftInCloud claims that nobody makes any more; they stay as they are
 */
public record ConfigDifference(
        List<String> added,
        List<String> removed,
        List<String> changed,
        List<String> needsRestart,
        List<LeftClaim> leftInCloud) {
    public ConfigDifference {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
        needsRestart = List.copyOf(needsRestart);
        leftInCloud = List.copyOf(leftInCloud);
    }

    /**
     * A claim that was left in a cloud.
     *
     * @param provider the name of its {@code cloud_provider}
     * @param instance that made it
     */
    public record LeftClaim(String provider, String instance, Claim claim) {
        private LeftClaim ofNobody() {
            return new LeftClaim(provider, "", claim);
        }

        /** Whether some instance of it makes the same claim. */
        public boolean isMadeBy(AgentConfig config) {
            return claims(config).stream()
                    .anyMatch(other ->
                            other.provider().equals(provider) && other.claim().equals(claim));
        }

        /** For the operator. */
        public String describe() {
            return claim.describe() + " in cloud " + provider + " (" + instance + ")";
        }
    }

    private record Key(InterfaceName device, AddressFamily family, int vrid) {
        static Key of(VrrpInstance instance) {
            return new Key(instance.interfaceName(), instance.family(), instance.virtualRouterId());
        }
    }

    /** Nothing differs. */
    public static ConfigDifference none() {
        return new ConfigDifference(List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** Compares two configurations, of which the first has been in force from the start of the process on. */
    public static ConfigDifference between(AgentConfig was, AgentConfig now) {
        return between(was, now, was.global().priority());
    }

    /**
     * Compares two configurations.
     *
     * @param started the settings of the process that its start has put in force
     */
    public static ConfigDifference between(AgentConfig was, AgentConfig now, ProcessPriority started) {
        Found found = new Found();
        found.changed.addAll(Blocks.TAKEN_OVER.changes(Blocks.takenOver(was.global()), Blocks.takenOver(now.global())));
        found.needsRestart.addAll(Blocks.AT_START.changes(started, now.global().priority()));
        found.providers(was.cloudProviders(), now.cloudProviders());
        found.instances(was.vrrpInstances(), now.vrrpInstances());
        return new ConfigDifference(found.added, found.removed, found.changed, found.needsRestart, left(was, now));
    }

    /** Whether there is nothing to take over. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    private static List<LeftClaim> left(AgentConfig was, AgentConfig now) {
        Set<LeftClaim> made = new HashSet<>();
        claims(now).forEach(c -> made.add(c.ofNobody()));
        return claims(was).stream().filter(c -> !made.contains(c.ofNobody())).toList();
    }

    private static List<LeftClaim> claims(AgentConfig config) {
        List<LeftClaim> claims = new ArrayList<>();
        for (VrrpInstance instance : config.vrrpInstances()) {
            instance.cloud().ifPresent(cloud -> cloud.claims()
                    .forEach(claim -> claims.add(new LeftClaim(cloud.provider(), instance.name(), claim))));
        }
        return claims;
    }

    private static final class Found {
        private final List<String> added = new ArrayList<>();
        private final List<String> removed = new ArrayList<>();
        private final List<String> changed = new ArrayList<>();
        private final List<String> needsRestart = new ArrayList<>();

        void providers(List<CloudProvider> was, List<CloudProvider> now) {
            Map<String, CloudProvider> former = new LinkedHashMap<>();
            was.forEach(p -> former.put(p.name(), p));
            for (CloudProvider provider : now) {
                String name = "cloud_provider " + provider.name();
                CloudProvider same = former.remove(provider.name());
                if (same == null) {
                    added.add(name);
                } else {
                    changed(name, Blocks.PROVIDER.changes(same, provider));
                }
            }
            former.keySet().forEach(name -> removed.add("cloud_provider " + name));
        }

        void instances(List<VrrpInstance> was, List<VrrpInstance> now) {
            Map<Key, VrrpInstance> former = new LinkedHashMap<>();
            was.forEach(i -> former.put(Key.of(i), i));
            List<VrrpInstance> unmatched = new ArrayList<>();
            for (VrrpInstance instance : now) {
                VrrpInstance same = former.remove(Key.of(instance));
                if (same == null) {
                    unmatched.add(instance);
                } else {
                    changed("vrrp_instance " + instance.name(), changes(same, instance));
                }
            }
            Map<String, VrrpInstance> gone = new LinkedHashMap<>();
            former.values().forEach(i -> gone.put(i.name(), i));
            for (VrrpInstance instance : unmatched) {
                VrrpInstance sameName = gone.remove(instance.name());
                if (sameName == null) {
                    added.add(named(instance));
                } else {
                    List<String> changes = new ArrayList<>(Blocks.IDENTITY.changes(sameName, instance));
                    changes.add("a planned stop, and a start of the new one");
                    changed("vrrp_instance " + instance.name(), changes);
                }
            }
            gone.values().forEach(i -> removed.add(named(i) + ": a planned stop"));
        }

        private static String named(VrrpInstance instance) {
            return "vrrp_instance " + instance.name() + " (" + instance.interfaceName() + ", "
                    + Values.name(instance.family()) + ", virtual_router_id " + instance.virtualRouterId() + ")";
        }

        private static List<String> changes(VrrpInstance was, VrrpInstance now) {
            // Where a block stands in the file is no setting.
            VrrpInstance samePlace =
                    now.toBuilder().declaredAt(was.declaredAt()).build();
            return Blocks.INSTANCE.changes(was, samePlace);
        }

        private void changed(String what, List<String> changes) {
            if (!changes.isEmpty()) {
                changed.add(what + ": " + String.join("; ", changes));
            }
        }
    }
}
