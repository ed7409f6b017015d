package org.vipagent.simulation;

import org.vipagent.engine.CloudPort;
import org.vipagent.node.NodeEffect;

/** The clouds of a simulated node, to be spoilt in one thing by whoever extends it. */
class ForwardingCloudPort implements CloudPort {
    private final CloudPort real;

    ForwardingCloudPort(CloudPort real) {
        this.real = real;
    }

    @Override
    public void look(NodeEffect.LookAtCloud request) {
        real.look(request);
    }

    @Override
    public void execute(NodeEffect.ExecuteStage request) {
        real.execute(request);
    }

    @Override
    public void currentTicket(String instance, long ticket) {
        real.currentTicket(instance, ticket);
    }
}
