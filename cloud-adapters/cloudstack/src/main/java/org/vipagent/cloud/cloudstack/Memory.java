package org.vipagent.cloud.cloudstack;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vipagent.cloud.cloudstack.api.Machine;
import org.vipagent.net.IpAddress;

/**
 * What earlier looks taught. Written by looks, which come one at a time, and by steps, which may run side by side;
 * hence the concurrent map.
 */
final class Memory {
    private final Map<IpAddress, Remembered> holders = new ConcurrentHashMap<>();
    private volatile Machine own;

    Optional<Machine> own() {
        return Optional.ofNullable(own);
    }

    void found(Machine machine) {
        own = machine;
    }

    void lostOwn() {
        own = null;
    }

    Optional<Remembered> holderOf(IpAddress address) {
        return Optional.ofNullable(holders.get(address));
    }

    void heldBy(IpAddress address, Remembered holder) {
        holders.put(address, holder);
    }

    void free(IpAddress address) {
        holders.remove(address);
    }

    void forgetMachine(String machineId) {
        holders.values().removeIf(h -> h.machineId().equals(machineId));
    }

    /** The server does not know this secondary address any more. */
    void gone(String secondaryId) {
        holders.values().removeIf(h -> h.secondaryId().equals(secondaryId));
    }
}
