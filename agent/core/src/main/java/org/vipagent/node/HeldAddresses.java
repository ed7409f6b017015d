package org.vipagent.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/** What the kernel has confirmed of one instance's addresses. One that it refuses does not hold up the others. */
final class HeldAddresses {
    private static final long NOTHING_AWAITED = 0;

    private List<ManagedAddress> addresses;
    private Set<Place> refused = Set.of();
    private long awaited = NOTHING_AWAITED;

    /** What a report of the kernel means for the instance. */
    enum News {
        NONE,
        /** For the first time in this mastership, or since a pause in it, it has those that it takes, or it has taken one that it had refused. */
        HELD,
        /** It had to add some that it had confirmed before: somebody had removed them. */
        PUT_BACK
    }

    HeldAddresses(List<ManagedAddress> addresses) {
        this.addresses = addresses;
    }

    /** Others from now on. Those that are new count as refused until the kernel has answered for them. */
    void reconfigured(List<ManagedAddress> others) {
        Set<Place> missing = new HashSet<>();
        for (ManagedAddress other : others) {
            if (!addresses.contains(other) || refused.contains(Place.of(other))) {
                missing.add(Place.of(other));
            }
        }
        refused = Set.copyOf(missing);
        addresses = others;
    }

    /** A mastership begins, or goes on after a pause, and the kernel is asked for its addresses. */
    void await(long epoch) {
        awaited = epoch;
    }

    void awaitNothing() {
        awaited = NOTHING_AWAITED;
    }

    /**
     * The kernel has answered the newest wish.
     *
     * @param epoch the mastership for which the addresses are wanted
     */
    News reported(KernelReport report, long epoch) {
        Set<Place> before = refused;
        refused = refusedBy(report);
        if (holdsNothing()) {
            return News.NONE;
        }
        boolean first = awaited != NOTHING_AWAITED && awaited == epoch;
        if (first || !refused.containsAll(before)) {
            awaited = NOTHING_AWAITED;
            return News.HELD;
        }
        return addedBy(report).isEmpty() ? News.NONE : News.PUT_BACK;
    }

    private Set<Place> refusedBy(KernelReport report) {
        if (report.failures().isEmpty()) {
            return Set.of();
        }
        Set<Place> places = new HashSet<>();
        for (ManagedAddress address : addresses) {
            if (report.failures().containsKey(address)) {
                places.add(Place.of(address));
            }
        }
        return places;
    }

    private boolean holdsNothing() {
        return !refused.isEmpty() && refused.size() == addresses.size();
    }

    /** Those of the instance that were not there before. */
    List<IpAddress> addedBy(KernelReport report) {
        if (report.added().isEmpty()) {
            return List.of();
        }
        List<IpAddress> added = new ArrayList<>();
        for (ManagedAddress address : addresses) {
            if (report.added().contains(address)) {
                added.add(address.address().address());
            }
        }
        return added;
    }

    /** Whether the kernel did not take an address when it was asked last: nobody is to be told of it. */
    boolean isRefused(InterfaceName device, IpAddress address) {
        return !refused.isEmpty() && refused.contains(new Place(device, address));
    }
}
