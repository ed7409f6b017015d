package org.vipagent.node;

import java.util.Optional;
import org.vipagent.vrrp.Role;
import org.vipagent.vrrp.VirtualRouter;

/**
 * An instance for status.
 *
 * @param since when its role began
 * @param cause what decided that, in words
 */
record Portrait(InstanceConfig config, VirtualRouter router, Optional<Following> following, long since, String cause) {
    InstanceSnapshot taken(Optional<String> kernelFailure, long now) {
        Optional<String> cloudFailure = following.flatMap(f -> f.failure(now));
        Optional<String> trouble =
                router.role() == Role.FAULT ? Optional.of(cause) : kernelFailure.or(() -> cloudFailure);
        return new InstanceSnapshot(
                config.name(),
                config.router().key().interfaceName().name(),
                config.router().key().vrid(),
                config.router().version(),
                router.role().name(),
                config.router().priority(),
                config.router().advertIntervalNanos(),
                router.epoch(),
                since,
                cause,
                master(),
                config.addresses().stream().map(ManagedAddress::toString).toList(),
                router.wantsAddresses(),
                following.map(f -> f.status(now)),
                config.cloud().map(CloudBinding::provider),
                router.counters(),
                router.encounters(),
                trouble);
    }

    private String master() {
        return switch (router.role()) {
            case MASTER, LEAVING -> "this node";
            case BACKUP ->
                router.lastHeard()
                        .filter(s -> s.at() >= since)
                        .map(s -> s.source().toString())
                        .orElse("unknown");
            case STOPPED, FAULT -> "unknown";
        };
    }
}
