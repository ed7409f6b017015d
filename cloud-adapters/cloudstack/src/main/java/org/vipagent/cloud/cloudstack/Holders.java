package org.vipagent.cloud.cloudstack;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vipagent.net.IpAddress;

/**
 * Who held which address when it was last seen at another machine, and from whom this agent has taken one. Safe for use
 * from several threads.
 */
final class Holders {
    /** A place for an address; the same address may exist in several isolated networks. */
    record Place(String networkId, IpAddress address) {}

    private final Map<Place, Remembered> holders = new ConcurrentHashMap<>();
    private final Map<Place, Remembered> givers = new ConcurrentHashMap<>();

    Optional<Remembered> at(Place place) {
        return Optional.ofNullable(holders.get(place));
    }

    /** In whichever network. */
    List<Remembered> of(IpAddress address) {
        return holders.entrySet().stream()
                .filter(e -> e.getKey().address().equals(address))
                .map(Map.Entry::getValue)
                .toList();
    }

    void heldBy(IpAddress address, Remembered holder) {
        holders.put(new Place(holder.networkId(), address), holder);
    }

    void free(Place place) {
        holders.remove(place);
    }

    void forgetMachine(String machineId) {
        holders.values().removeIf(h -> h.machineId().equals(machineId));
    }

    /** To be told that this agent has taken an address away, or that the server does not know it. */
    void removed(String secondaryId) {
        holders.forEach((place, holder) -> {
            if (holder.secondaryId().equals(secondaryId)) {
                givers.put(place, holder);
            }
        });
        // Without forgetting it a look would report its machine as the holder for ever.
        holders.values().removeIf(h -> h.secondaryId().equals(secondaryId));
    }

    /** From whom the address was taken by us. */
    Optional<Remembered> giver(Place place) {
        return Optional.ofNullable(givers.get(place));
    }

    /** All of them, for the time after a restart. */
    List<Keepsake.Held> toKeep() {
        return holders.entrySet().stream()
                .map(e -> new Keepsake.Held(e.getKey().address(), e.getValue()))
                .sorted(Comparator.comparing(
                        one -> one.address() + " " + one.holder().networkId()))
                .toList();
    }
}
