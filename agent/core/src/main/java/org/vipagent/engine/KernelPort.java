package org.vipagent.engine;

import org.vipagent.node.NodeEffect;

/** The kernel's address table. Returns at once; the report comes to the inbox as {@link Inbound.KernelApplied}. */
public interface KernelPort {
    /** A newer request replaces one that has not begun. */
    void apply(NodeEffect.ApplyAddresses request);
}
