package org.vipagent.linux.route;

import java.util.Map;
import java.util.OptionalInt;

/** The names of address scopes (linux/rtnetlink.h, RT_SCOPE_*), as {@code ip addr} and keepalived.conf spell them. */
final class Scopes {
    private static final Map<String, Integer> NUMBERS =
            Map.of("global", 0, "site", 200, "link", 253, "host", 254, "nowhere", 255);

    private Scopes() {}

    /**
     * The kernel's number.
     *
     * @param name one of the names, or a number from 0 to 255; empty for anything else
     */
    static OptionalInt number(String name) {
        Integer known = NUMBERS.get(name);
        if (known != null) {
            return OptionalInt.of(known);
        }
        boolean number = name.matches("[0-9]{1,3}") && Integer.parseInt(name) <= 255;
        return number ? OptionalInt.of(Integer.parseInt(name)) : OptionalInt.empty();
    }
}
