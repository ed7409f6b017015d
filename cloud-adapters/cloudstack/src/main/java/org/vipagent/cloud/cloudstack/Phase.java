package org.vipagent.cloud.cloudstack;

/**
 * The order that CloudStack allows, each phase a stage of its own: what leads to an address is taken away before the
 * address leaves its old machine, it leaves before it is added here, and it is here before anything leads to it again.
 */
enum Phase {
    /** Rules are deleted, static NAT is switched off, members leave their load balancer. */
    TAKE_AWAY,
    /** Rules are updated to lead to this node's own address meanwhile. Not beside deletes of the same public address. */
    PARK,
    /** Addresses leave. */
    LEAVE,
    /** Addresses arrive. */
    ARRIVE,
    /** Rules are created, static NAT is switched on, members join. */
    LEAD,
    /** Rules are updated to lead where they shall. Not beside creates of the same public address. */
    UPDATE,
    /** Firewall rules come back that went with static NAT, and members leave whose place is taken. */
    FINISH
}
