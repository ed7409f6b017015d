package org.vipagent.daemon;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vipagent.linux.process.Capability;
import org.vipagent.linux.process.ProcessStatus;

/** What the kernel must let the daemon do: raw sockets for VRRP and ARP, and virtual addresses. */
final class Capabilities {
    private static final Set<Capability> NEEDED = EnumSet.of(Capability.NET_RAW, Capability.NET_ADMIN);

    private Capabilities() {}

    /** What is missing and how to get it; empty when the daemon can run. */
    static Optional<String> complaint(ProcessStatus status) {
        Set<Capability> missing = status.missing(NEEDED);
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String names = missing.stream().map(Capability::toString).sorted().collect(Collectors.joining(" and "));
        // Not setcap: a java with file capabilities does not find its own libraries any more.
        return Optional.of("not permitted: " + names + " missing. Run it as root, or give its systemd unit the line\n"
                + "    AmbientCapabilities=CAP_NET_ADMIN CAP_NET_RAW CAP_IPC_LOCK");
    }
}
