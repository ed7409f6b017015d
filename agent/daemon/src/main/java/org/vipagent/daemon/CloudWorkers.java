package org.vipagent.daemon;

import java.util.List;
import java.util.Map;
import org.vipagent.config.VrrpInstance;
import org.vipagent.engine.CloudPort;
import org.vipagent.node.NodeEffect;

/** All clouds: hands each request to the worker of its provider. */
final class CloudWorkers implements CloudPort {
    private final Map<String, CloudWorker> byProvider;

    CloudWorkers(Map<String, CloudWorker> byProvider) {
        this.byProvider = Map.copyOf(byProvider);
    }

    /**
     * How many threads the worker of a provider needs: one for each instance, so that none has to wait for the cloud to
     * answer another. A thread that waits costs next to nothing, and how many requests go out at once is the adapter's
     * business.
     */
    static int threads(List<VrrpInstance> instances, String provider) {
        long served = instances.stream()
                .filter(instance -> instance.cloud()
                        .filter(cloud -> cloud.provider().equals(provider))
                        .isPresent())
                .count();
        return (int) Math.max(1, served);
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
