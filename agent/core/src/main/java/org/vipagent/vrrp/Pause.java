package org.vipagent.vrrp;

import org.vipagent.vrrp.RouterEffect.Noted;

/** Words about pauses: stop-the-world, SIGSTOP, a migrated or starved virtual machine. */
final class Pause {
    private Pause() {}

    static Noted noted(String text) {
        return new Noted(RouterEvent.PAUSE_NOTICED, text);
    }

    static String millis(long nanos) {
        return nanos / 1_000_000 + " ms";
    }
}
