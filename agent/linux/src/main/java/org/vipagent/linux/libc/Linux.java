package org.vipagent.linux.libc;

/**
 * Constants of the kernel's interface, grouped by the header that defines them. The values are those of x86-64 and
 * aarch64, which agree on every one of these.
 */
public final class Linux {
    private Linux() {}

    // bits/socket.h, bits/socket_type.h
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;
    public static final int AF_NETLINK = 16;
    public static final int AF_PACKET = 17;
    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_RAW = 3;
    public static final int SOCK_CLOEXEC = 0x80000;
    public static final int SOCK_NONBLOCK = 0x800;
    public static final int MSG_TRUNC = 0x20;

    // linux/if_ether.h
    public static final int ETH_P_IP = 0x0800;
    public static final int ETH_P_ARP = 0x0806;
    public static final int ETH_P_IPV6 = 0x86dd;

    // linux/netlink.h
    public static final int NETLINK_ROUTE = 0;
    public static final int NETLINK_CONNECTOR = 11;
    public static final int NETLINK_GENERIC = 16;

    // asm-generic/poll.h
    public static final int POLLIN = 0x0001;
    public static final int POLLNVAL = 0x0020;

    // linux/eventfd.h
    public static final int EFD_CLOEXEC = SOCK_CLOEXEC;
    public static final int EFD_NONBLOCK = SOCK_NONBLOCK;

    // linux/time.h
    public static final int CLOCK_REALTIME = 0;
    public static final int CLOCK_MONOTONIC = 1;
    public static final int CLOCK_BOOTTIME = 7;

    // linux/sched.h
    public static final int SCHED_OTHER = 0;
    public static final int SCHED_FIFO = 1;
    public static final int SCHED_RR = 2;
    public static final int SCHED_RESET_ON_FORK = 0x40000000;

    // asm-generic/resource.h, bits/resource.h
    public static final int PRIO_PROCESS = 0;
    public static final int RLIMIT_RTTIME = 15;
    public static final long RLIM_INFINITY = -1;

    // asm-generic/mman.h
    public static final int MCL_CURRENT = 1;
    public static final int MCL_FUTURE = 2;
    public static final int MCL_ONFAULT = 4;

    // linux/prctl.h
    public static final int PR_SET_TIMERSLACK = 29;
}
