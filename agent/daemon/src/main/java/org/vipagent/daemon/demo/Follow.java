package org.vipagent.daemon.demo;

import java.util.Locale;

/** How the cloud follows, as {@code follow} in the configuration says it. */
enum Follow {
    IMMEDIATE,
    MANUAL;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
