package org.vipagent.simulation;

import org.vipagent.engine.CloudPort;
import org.vipagent.node.NodeEffect;

/** Asks for its last step once more when mastership is over. */
final class StubbornCloudPort extends ForwardingCloudPort {
    private NodeEffect.ExecuteStage last;

    StubbornCloudPort(CloudPort real) {
        super(real);
    }

    @Override
    public void execute(NodeEffect.ExecuteStage request) {
        last = request;
        super.execute(request);
    }

    @Override
    public void currentTicket(String instance, long ticket) {
        super.currentTicket(instance, ticket);
        if (ticket == 0 && last != null) {
            super.execute(last);
        }
    }
}
