package org.vipagent.cloud.cloudstack;

/** What a write may have changed, and therefore what has to be listed again after it. */
public enum Touch {
    /** The machines and who of them holds which secondary address. */
    MACHINES,
    /** The public addresses and where static NAT leads. */
    PUBLIC_ADDRESSES,
    /** The port-forwarding rules. */
    RULES,
    /** The firewall rules of the public addresses that are claimed, or have claimed rules. */
    FIREWALL,
    /** The members of the load-balancer rules that are claimed. */
    BALANCERS
}
