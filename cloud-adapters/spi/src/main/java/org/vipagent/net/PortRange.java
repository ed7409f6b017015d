package org.vipagent.net;

import java.util.Optional;

/**
 * A port or an inclusive range of ports.
 *
 * @param first 1 to 65535
 * @param last not less than {@code first}, at most 65535
 */
public record PortRange(int first, int last) {
    public PortRange {
        if (first < 1 || last > 65535 || first > last) {
            throw new IllegalArgumentException(first + "-" + last + " is no range of ports in 1 to 65535");
        }
    }

    /** One port. */
    public static PortRange of(int port) {
        return new PortRange(port, port);
    }

    /** Reads {@code 80} or {@code 8000-8010}; empty for anything else. */
    public static Optional<PortRange> tryParse(String text) {
        if (!text.matches("[0-9]{1,5}(-[0-9]{1,5})?")) {
            return Optional.empty();
        }
        String[] ends = text.split("-", 2);
        int first = Integer.parseInt(ends[0]);
        int last = Integer.parseInt(ends[ends.length - 1]);
        boolean valid = first >= 1 && last <= 65535 && first <= last;
        return valid ? Optional.of(new PortRange(first, last)) : Optional.empty();
    }

    /** How many ports: at least 1. */
    public int size() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
