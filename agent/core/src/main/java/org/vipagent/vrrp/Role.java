package org.vipagent.vrrp;

/** What a virtual router is to the outside. */
public enum Role {
    /** Not started, or gone after a stop. */
    STOPPED,
    /** Cannot take part: link down, source address missing, a tracked thing failed. */
    FAULT,
    /** Listens to a master. */
    BACKUP,
    /** Advertises and holds the virtual addresses. */
    MASTER,
    /** Has given mastership up on purpose and still answers on the addresses until a successor is heard. */
    LEAVING
}
