package org.vipagent.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/** Addresses of one instance, on one interface and of one family, and how often each has still to be announced. */
final class Announcement {
    private final Instance instance;
    private final InterfaceName device;
    private final List<IpAddress> addresses;
    private final long intervalNanos;
    private long epoch;
    private int rounds;
    private int next;
    private boolean queued;
    private boolean retired;

    private Announcement(Instance instance, Group group, List<IpAddress> addresses, long intervalNanos) {
        this.instance = instance;
        this.device = group.device();
        this.addresses = List.copyOf(addresses);
        this.intervalNanos = intervalNanos;
    }

    private record Group(InterfaceName device, AddressFamily family) {}

    /** All addresses of an instance, advertised or not; nothing is to be announced yet. */
    static List<Announcement> all(Instance instance, InstanceConfig config) {
        Map<Group, List<IpAddress>> groups = new LinkedHashMap<>();
        for (ManagedAddress managed : config.addresses()) {
            IpAddress address = managed.address().address();
            groups.computeIfAbsent(new Group(managed.device(), address.family()), g -> new ArrayList<>())
                    .add(address);
        }
        List<Announcement> all = new ArrayList<>();
        groups.forEach((group, addresses) -> {
            long interval = config.router().announce().packetIntervalNanos(group.family());
            all.add(new Announcement(instance, group, addresses, interval));
        });
        return List.copyOf(all);
    }

    InterfaceName device() {
        return device;
    }

    AddressFamily family() {
        return addresses.get(0).family();
    }

    /** Least distance of two packets; 0 = none. */
    long intervalNanos() {
        return intervalNanos;
    }

    /**
     * Each address is to be announced so often, whatever is left of an earlier order. A round that is under way goes
     * on: whoever orders again and again must not keep the last addresses from their turn.
     *
     * @return whether it has to be queued for that: it is not yet
     */
    boolean order(int repeat) {
        if (epoch != instance.epoch()) {
            epoch = instance.epoch();
            rounds = 0;
            next = 0;
        }
        rounds = Math.max(rounds, isInMidRound() ? repeat + 1 : repeat);
        boolean before = queued;
        queued = true;
        return !before;
    }

    /** The instance has other addresses, or another pace: what is left is not to be announced. */
    void retire() {
        retired = true;
    }

    /** What this one still has to do, as far as it can be done with these addresses, becomes the other's. */
    int roundsLeft() {
        return isDue() && queued ? rounds : 0;
    }

    /** Whether the mastership that ordered it goes on undisputed. */
    boolean isDue() {
        return !retired && instance.mayAnnounce() && epoch == instance.epoch();
    }

    /** The next addresses of this round, at most so many, without those that the kernel does not have. */
    NodeEffect.AnnounceAddresses take(int most) {
        int end = Math.min(addresses.size(), next + most);
        List<IpAddress> now = held(addresses.subList(next, end));
        next = end;
        if (next == addresses.size()) {
            next = 0;
            rounds--;
        }
        return new NodeEffect.AnnounceAddresses(device, now, 1);
    }

    private List<IpAddress> held(List<IpAddress> some) {
        List<IpAddress> held = new ArrayList<>(some.size());
        for (int i = 0; i < some.size(); i++) {
            if (!instance.isRefused(device, some.get(i))) {
                held.add(some.get(i));
            }
        }
        return held;
    }

    boolean isInMidRound() {
        return next > 0;
    }

    boolean isDone() {
        return rounds == 0;
    }

    /** It was taken out of the queue. */
    void dequeued() {
        queued = false;
        rounds = 0;
        next = 0;
    }
}
