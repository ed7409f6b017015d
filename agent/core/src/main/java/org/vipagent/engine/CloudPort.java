package org.vipagent.engine;

import org.vipagent.node.NodeEffect;

/** The clouds. Returns at once; answers come to the inbox. Each instance has at most one request under way. */
public interface CloudPort {
    void look(NodeEffect.LookAtCloud request);

    void execute(NodeEffect.ExecuteStage request);

    /**
     * Tells which mastership is current, so that a write that waits in the port's queue, or for its turn in a stage,
     * is not sent once its own has ended, and that a new mastership need not wait long for the answer to a request of
     * another.
     *
     * @param ticket the epoch of the current mastership; 0 when the instance is not master
     */
    void currentTicket(String instance, long ticket);
}
