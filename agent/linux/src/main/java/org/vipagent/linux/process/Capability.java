package org.vipagent.linux.process;

/** The capabilities that the agent has a use for (linux/capability.h). */
public enum Capability {
    /** Addresses, IPVS, large socket buffers. */
    NET_ADMIN(12),
    /** Raw sockets for adverts and ARP. */
    NET_RAW(13),
    /** Memory that is not swapped out. */
    IPC_LOCK(14),
    /** Real-time scheduling. */
    SYS_NICE(23);

    private final int bit;

    Capability(int bit) {
        this.bit = bit;
    }

    boolean isIn(long mask) {
        return (mask >>> bit & 1) != 0;
    }

    /** As the kernel's manual spells it: {@code CAP_NET_ADMIN}. */
    @Override
    public String toString() {
        return "CAP_" + name();
    }
}
