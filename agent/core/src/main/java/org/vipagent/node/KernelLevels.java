package org.vipagent.node;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;

/**
 * Keeps the kernel's addresses at the wanted level: asks for a change when the wanted set changes, renews lifetimes at a
 * third of them, repairs what somebody removed, and asks again after a failure. One request is under way at a time.
 */
final class KernelLevels {
    private static final long RETRY_NANOS = 1_000_000_000L;
    // An outsider who keeps removing an address is answered ten times a second at most.
    private static final long REPAIR_NANOS = 100_000_000L;

    private final List<ManagedAddress> managed;
    private Set<ManagedAddress> wanted = Set.of();
    private Map<ManagedAddress, String> failures = Map.of();
    private long generation;
    private boolean underWay;
    private boolean dirty;
    private long applyAt = Node.NEVER;
    private long lastAppliedAt;

    KernelLevels(List<ManagedAddress> managed) {
        this.managed = List.copyOf(managed);
    }

    /** The addresses that should be there from now on. */
    void want(Set<ManagedAddress> addresses, long now) {
        wanted = Set.copyOf(addresses);
        dirty = true;
        applyAt = now;
    }

    /** The interfaces as the kernel shows them: a wanted address that is missing is put back. */
    void seen(List<InterfaceState> interfaces, long now) {
        if (underWay || wanted.isEmpty()) {
            return;
        }
        for (ManagedAddress address : wanted) {
            if (!isPresent(address, interfaces)) {
                dirty = true;
                applyAt = Math.min(applyAt, Math.max(now, lastAppliedAt + REPAIR_NANOS));
                return;
            }
        }
    }

    private static boolean isPresent(ManagedAddress address, List<InterfaceState> interfaces) {
        for (InterfaceState state : interfaces) {
            if (state.name().equals(address.device())) {
                return state.addresses().contains(address.address());
            }
        }
        return false;
    }

    /** The request that is due, if any. A newer wish replaces an older request that is still under way. */
    Optional<NodeEffect.ApplyAddresses> due(long now) {
        if (now < applyAt || (underWay && !dirty)) {
            return Optional.empty();
        }
        generation++;
        underWay = true;
        dirty = false;
        applyAt = Node.NEVER;
        lastAppliedAt = now;
        return Optional.of(new NodeEffect.ApplyAddresses(generation, managed, wanted));
    }

    /**
     * The kernel's answer.
     *
     * @return whether it is the answer to the newest request
     */
    boolean applied(KernelReport report, long now) {
        if (report.generation() != generation) {
            return false;
        }
        underWay = false;
        failures = report.failures();
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
        return shortest == Node.NEVER ? Node.NEVER : now + shortest * 1_000_000_000L / 3;
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

    boolean isManaged(InterfaceName device, Cidr address) {
        for (ManagedAddress candidate : managed) {
            if (candidate.device().equals(device)
                    && candidate.address().address().equals(address.address())) {
                return true;
            }
        }
        return false;
    }
}
