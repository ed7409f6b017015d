package org.vipagent.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the kernel lets this process do, from {@code /proc/self/status}. Bit numbers: linux/capability.h. */
record Capabilities(long effective) {
    private static final int NET_ADMIN = 12;
    private static final int NET_RAW = 13;
    private static final String FIELD = "CapEff:";
    private static final int HEXADECIMAL = 16;

    /** @param status the text of {@code /proc/self/status}; without the field, nothing is missing */
    static Capabilities parse(String status) {
        return status.lines()
                .filter(line -> line.startsWith(FIELD))
                .findFirst()
                .map(line -> new Capabilities(
                        Long.parseUnsignedLong(line.substring(FIELD.length()).strip(), HEXADECIMAL)))
                .orElse(new Capabilities(-1));
    }

    /** What is missing and how to get it; empty when the daemon can run. */
    Optional<String> complaint() {
        List<String> missing = new ArrayList<>();
        if (!has(NET_RAW)) {
            missing.add("CAP_NET_RAW (VRRP and ARP sockets)");
        }
        if (!has(NET_ADMIN)) {
            missing.add("CAP_NET_ADMIN (virtual addresses)");
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("not permitted: " + String.join(" and ", missing)
                        + " missing. Run it as root, or give its systemd unit the line\n"
                        + "    AmbientCapabilities=CAP_NET_RAW CAP_NET_ADMIN CAP_IPC_LOCK\n"
                        + "(setcap on the Java runtime does not help: a program with file capabilities does not find its"
                        + " own libraries)");
    }

    private boolean has(int bit) {
        return (effective >>> bit & 1) == 1;
    }
}
