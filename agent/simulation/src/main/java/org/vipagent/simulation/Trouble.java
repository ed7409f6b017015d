package org.vipagent.simulation;

/** The ways in which a world can go wrong for a while. */
public enum Trouble {
    /** The nodes fall into two groups that do not hear each other. */
    PARTITION,
    /** One node does not hear another, which still hears it. */
    ONE_WAY_CUT,
    /** A node's announcements do not reach the gateway. */
    GATEWAY_CUT,
    /** Packets are lost. */
    LOSS,
    /** Packets are late, and overtake each other. */
    DELAY,
    /** A node stops as planned, and its farewells get lost. */
    FAREWELL_LOST,
    /** A node's link has no carrier. */
    LINK_DOWN,
    /** The process stands still ({@code SIGSTOP}) for up to ten seconds; its kernel goes on. */
    PAUSE,
    /** The whole machine stands still for up to ten seconds; its clocks show it or do not. */
    SUSPEND,
    /** The process is killed and started again. */
    CRASH,
    /** A machine loses its power, and comes up again with nothing in its kernel. */
    REBOOT,
    /** The process is stopped as planned and started again. */
    STOP,
    /** The wall clock is set forward or back although the machine never stood still. */
    CLOCK_STEP,
    /** A node's own address is taken away and given back. */
    OWN_ADDRESS_LOST,
    /** Somebody else's cluster uses the same VRID. */
    STRANGER,
    /** Somebody floods the segment with forged adverts. */
    FLOOD,
    /** The kernel takes its time. */
    KERNEL_SLOW,
    /** The kernel refuses to add and remove addresses. */
    KERNEL_REFUSES,
    /** Somebody removes the virtual addresses of a node. */
    ADDRESS_REMOVED,
    /** The operator edits a node's file and has it read again, twice: there and back. */
    RELOAD,
    /** A node cannot reach the cloud's API. */
    API_OUTAGE,
    /** The cloud's API answers slowly, some requests reach it after their sender has given up. */
    API_SLOW,
    /** Requests and answers of the cloud's API are lost. */
    API_LOSSY,
    /** The cloud's API refuses requests: wrong key, too many, internal error, shutting down. */
    API_REFUSES,
    /** Asynchronous jobs end with a failure. */
    JOBS_FAIL,
    /** Asynchronous jobs never end. */
    JOBS_HANG,
    /** Asynchronous jobs are slow. */
    JOBS_SLOW,
    /** The virtual router refuses commands. */
    ROUTER_FAILS,
    /** The management server dies; jobs that are under way end without a result. */
    SERVER_CRASH,
    /** Somebody deletes claimed rules, ends static NAT, or takes the address away, from its machine or a balancer. */
    DRIFT,
    /** The cloud's answers get lost, cut or spoilt after it has acted; its jobs say the opposite of what they did. */
    CLOUD_LIES,
    /** The management server prepares for maintenance and takes no asynchronous command. */
    MAINTENANCE
}
