package org.vipagent.cloud;

import java.util.List;

/**
 * What one look at the cloud showed. Each adapter has its own implementation, which also carries the ids that its plans
 * need; the agent asks only who holds what. Immutable.
 */
public interface CloudView {
    /** The cloud's display name of this node's virtual machine, or its id where it has none. */
    String ownVirtualMachine();

    /**
     * Who holds a claim.
     *
     * @param claim one of the claims that were observed
     * @throws IllegalArgumentException for a claim that was not part of the observation
     */
    Holding holding(Claim claim);

    /** What the operator should know of this cloud although it stops nothing: what it cannot do, and what follows. */
    List<String> remarks();
}
