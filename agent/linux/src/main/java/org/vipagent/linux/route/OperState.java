package org.vipagent.linux.route;

/** What an interface can do, as RFC 2863 counts it (linux/if.h, IF_OPER_*); in the order of the kernel's numbers. */
public enum OperState {
    /** The driver does not say: taken as working. */
    UNKNOWN,
    NOT_PRESENT,
    DOWN,
    LOWER_LAYER_DOWN,
    TESTING,
    DORMANT,
    UP;

    static OperState of(int number) {
        OperState[] all = values();
        return number < all.length ? all[number] : UNKNOWN;
    }
}
