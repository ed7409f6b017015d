package org.vipagent.engine;

import org.vipagent.node.NodeEffect;

/** The clouds. Returns at once; answers come to the inbox. Each instance has at most one request under way. */
public interface CloudPort {
    void look(NodeEffect.LookAtCloud request);

    void execute(NodeEffect.ExecuteStep request);

    /**
     * Tells which mastership is current, so that a step that waits in the port's queue is not begun once its own has
     * ended.
     *
     * @param ticket the epoch of the current mastership; 0 when the instance is not master
     */
    void currentTicket(String instance, long ticket);
}
