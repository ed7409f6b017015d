package org.vipagent.net;

import java.util.Locale;
import java.util.Optional;

/** The transport protocols that a port-forwarding rule or a virtual service can name. */
public enum TransportProtocol {
    TCP,
    UDP;

    /** Reads {@code tcp} or {@code udp} in any letter case; empty for any other word. */
    public static Optional<TransportProtocol> tryParse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "tcp" -> Optional.of(TCP);
            case "udp" -> Optional.of(UDP);
            default -> Optional.empty();
        };
    }

    /** Lower case, as CloudStack's API writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
