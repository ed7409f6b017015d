package org.vipagent.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;

/**
 * Keeps the kernel's addresses at the wanted level: asks for a change when the wanted set changes, renews lifetimes at
 * a third of them, repairs what somebody removed, and asks again after a failure. One request is under way at a time.
 */
final class KernelLevels {
    private static final long RETRY_NANOS = 1_000_000_000L;
    // An outsider who keeps removing an address is answered ten times a second at most.
    private static final long REPAIR_NANOS = 100_000_000L;
    // As that of adverts at a second's interval: a renewal needs no wake-up of its own.
    private static final long GRID_NANOS = 20_000_000L;

    private List<ManagedAddress> managed;
    private List<ManagedAddress> retired = List.of();
    private final Set<Place> places = new HashSet<>();
    private Set<ManagedAddress> wanted = Set.of();
    private Map<ManagedAddress, String> failures = Map.of();
    private long generation;
    private boolean underWay;
    private boolean dirty;
    private boolean stale;
    private long applyAt = Node.NEVER;
    private long lastAppliedAt;

    KernelLevels(List<ManagedAddress> managed) {
        this.managed = List.copyOf(managed);
        managed.forEach(m -> places.add(Place.of(m)));
    }

    /**
     * Others are managed from now on. What is no longer among them is ours until the kernel has given it back, and not a
     * moment longer: an address that an operator sets by hand afterwards is not to be taken away.
     */
    void reconfigured(List<ManagedAddress> others, long now) {
        if (others.equals(managed)) {
            return;
        }
        List<ManagedAddress> leaving = new ArrayList<>(managed);
        leaving.addAll(retired);
        Set<ManagedAddress> stay = new HashSet<>(others);
        leaving.removeIf(stay::contains);
        managed = List.copyOf(others);
        retired = List.copyOf(leaving);
        placesChanged();
        stale(now);
    }

    private void placesChanged() {
        places.clear();
        managed.forEach(m -> places.add(Place.of(m)));
        retired.forEach(m -> places.add(Place.of(m)));
    }

    private List<ManagedAddress> managedAndRetired() {
        if (retired.isEmpty()) {
            return managed;
        }
        List<ManagedAddress> all = new ArrayList<>(managed);
        all.addAll(retired);
        return List.copyOf(all);
    }

    /** Other addresses are wanted from now on; which ones is asked once, when the request is due. */
    void stale(long now) {
        stale = true;
        dirty = true;
        applyAt = now;
    }

    /** The interfaces as the kernel shows them: a wanted address that is missing is put back. */
    void seen(List<InterfaceState> interfaces, long now) {
        if (underWay || stale || wanted.isEmpty()) {
            return;
        }
        Map<InterfaceName, Set<Cidr>> present = new HashMap<>();
        interfaces.forEach(state -> present.put(state.name(), new HashSet<>(state.addresses())));
        for (ManagedAddress address : wanted) {
            if (!present.getOrDefault(address.device(), Set.of()).contains(address.address())) {
                dirty = true;
                applyAt = Math.min(applyAt, Math.max(now, lastAppliedAt + REPAIR_NANOS));
                return;
            }
        }
    }

    /**
     * The request that is due, if any. A newer wish replaces an older request that is still under way.
     *
     * @param wish all addresses that should be there now
     */
    Optional<NodeEffect.ApplyAddresses> due(Supplier<Set<ManagedAddress>> wish, long now) {
        if (now < applyAt || (underWay && !dirty)) {
            return Optional.empty();
        }
        if (stale) {
            wanted = Set.copyOf(wish.get());
            stale = false;
        }
        generation++;
        underWay = true;
        dirty = false;
        applyAt = Node.NEVER;
        lastAppliedAt = now;
        return Optional.of(new NodeEffect.ApplyAddresses(generation, managedAndRetired(), wanted));
    }

    /**
     * The kernel's answer.
     *
     * @return whether it is the answer to the newest request, and to what is wanted now
     */
    boolean applied(KernelReport report, long now) {
        // In a turn the report may be read after the advert that has changed the wish, and before the new request.
        if (report.generation() != generation || stale) {
            return false;
        }
        underWay = false;
        failures = report.failures();
        if (!retired.isEmpty()) {
            retired = retired.stream()
                    .filter(m -> wanted.contains(m) || failures.containsKey(m))
                    .toList();
            placesChanged();
        }
        if (!failures.isEmpty()) {
            dirty = true;
            applyAt = now + RETRY_NANOS;
        } else {
            applyAt = nextRenewal(now);
        }
        return true;
    }

    private long nextRenewal(long now) {
        long shortest = Node.NEVER;
        for (ManagedAddress address : wanted) {
            if (address.lifetimeSeconds() > 0) {
                shortest = Math.min(shortest, address.lifetimeSeconds());
            }
        }
        if (shortest == Node.NEVER) {
            return Node.NEVER;
        }
        long at = now + shortest * 1_000_000_000L / 3;
        return at - at % GRID_NANOS;
    }

    long nextDeadline() {
        return underWay && !dirty ? Node.NEVER : applyAt;
    }

    /** Whether the kernel has confirmed the present wish. */
    boolean settled() {
        return !underWay && !dirty;
    }

    boolean hasFailures() {
        return !failures.isEmpty();
    }

    /** Whether any of these could not be put into the kernel. */
    Optional<String> failureAmong(List<ManagedAddress> addresses) {
        for (ManagedAddress address : addresses) {
            String failure = failures.get(address);
            if (failure != null) {
                return Optional.of(address + ": " + failure);
            }
        }
        return Optional.empty();
    }

    /** An interface as instances are to see it: virtual addresses are nobody's own. */
    InterfaceView view(InterfaceState state) {
        List<Cidr> own = new ArrayList<>();
        for (Cidr address : state.addresses()) {
            if (!places.contains(new Place(state.name(), address.address()))) {
                own.add(address);
            }
        }
        return new InterfaceView(state.running(), own, state.tentative(), state.gateways());
    }
}
