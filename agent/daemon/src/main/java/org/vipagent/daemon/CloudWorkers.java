package org.vipagent.daemon;

import java.util.Map;
import org.vipagent.engine.CloudPort;
import org.vipagent.node.NodeEffect;

/** All clouds: hands each request to the worker of its provider. */
final class CloudWorkers implements CloudPort {
    private final Map<String, CloudWorker> byProvider;

    CloudWorkers(Map<String, CloudWorker> byProvider) {
        this.byProvider = Map.copyOf(byProvider);
    }

    @Override
    public void look(NodeEffect.LookAtCloud request) {
        byProvider.get(request.provider()).look(request);
    }

    @Override
    public void execute(NodeEffect.ExecuteStage request) {
        byProvider.get(request.provider()).execute(request);
    }

    @Override
    public void currentTicket(String instance, long ticket) {
        // Each instance has one provider; the others keep a number that nobody asks for.
        byProvider.values().forEach(worker -> worker.currentTicket(instance, ticket));
    }
}
