package org.vipagent.integration.bench;

/** Commands at the switch. */
final class Cables {
    private Cables() {}

    /** All frames from and to the machine are lost, its carrier stays: what a broken switch does. */
    static String cut(Arena.Side side) {
        return "bridge link set dev " + side.port() + " state 0";
    }

    static String restore(Arena.Side side) {
        return "bridge link set dev " + side.port() + " state 3";
    }

    /** The machine sees its carrier go. */
    static String unplug(Arena.Side side) {
        return "ip link set dev " + side.port() + " down";
    }

    static String plug(Arena.Side side) {
        return "ip link set dev " + side.port() + " up";
    }
}
