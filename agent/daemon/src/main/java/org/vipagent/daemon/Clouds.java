package org.vipagent.daemon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.vipagent.cloud.CloudAdapter;
import org.vipagent.cloud.CloudPlanner;
import org.vipagent.cloud.Credentials;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.CloudProvider;
import org.vipagent.config.VrrpInstance;
import org.vipagent.engine.CloudPort;
import org.vipagent.engine.Inbound;
import org.vipagent.node.NodeEffect;

/**
 * All clouds: the adapter of each provider with its worker and its threads. A reload makes those anew whose block or
 * whose keys have changed, and the others go on. As a port it belongs to the engine thread, and so does {@link
 * #exchange}; everything else to whoever reloads.
 */
final class Clouds implements CloudPort {
    /** What a router needs for one rule where it takes them one by one, with room. */
    private static final Duration STEP_IN_A_QUEUE = Duration.ofSeconds(3);

    private final Adapters adapters;
    private final CredentialsFiles keys;
    private final Consumer<Inbound> answers;
    private volatile Map<String, Cloud> present = Map.of();

    /** One provider as it was configured, with the keys that were read then. */
    private static final class Cloud {
        private final CloudProvider provider;
        private final Credentials keys;
        private final CloudAdapter adapter;
        private final CloudWorker worker;
        private int threads;

        Cloud(CloudProvider provider, Credentials keys, CloudAdapter adapter, CloudWorker worker) {
            this.provider = provider;
            this.keys = keys;
            this.adapter = adapter;
            this.worker = worker;
        }
    }

    /** Starts a thread. */
    interface Starter {
        void start(String name, Runnable body);
    }

    /** The clouds of another configuration: those that stay and, ready but without work, those that are new. */
    static final class Prepared {
        private final Map<String, Cloud> all = new LinkedHashMap<>();
        private final List<Cloud> made = new ArrayList<>();
        private final List<String> otherKeys = new ArrayList<>();

        /** The pure half of a provider's adapter. */
        CloudPlanner planner(String provider) {
            return all.get(provider).adapter;
        }

        /** The providers of which nothing has changed but the keys. */
        List<String> otherKeys() {
            return List.copyOf(otherKeys);
        }

        /** They will not be used after all. */
        void discard() {
            for (Cloud cloud : made) {
                cloud.worker.close();
                if (cloud.threads == 0) {
                    cloud.adapter.close();
                }
            }
        }
    }

    /** @param answers takes what comes back from the clouds, from any thread */
    Clouds(Adapters adapters, CredentialsFiles keys, Consumer<Inbound> answers) {
        this.adapters = adapters;
        this.keys = keys;
        this.answers = answers;
    }

    /**
     * Reads the keys, and makes the adapters that are needed anew.
     *
     * @throws StartException if a key cannot be read or an adapter not be made; then everything is as before
     */
    Prepared prepare(List<CloudProvider> providers) throws StartException {
        Prepared prepared = new Prepared();
        try {
            for (CloudProvider provider : providers) {
                prepared.all.put(provider.name(), cloud(provider, prepared));
            }
        } catch (StartException e) {
            prepared.discard();
            throw e;
        }
        return prepared;
    }

    private Cloud cloud(CloudProvider provider, Prepared prepared) throws StartException {
        Credentials read = keys.read(provider);
        Cloud same = present.get(provider.name());
        boolean sameBlock = same != null && same.provider.equals(provider);
        if (sameBlock && same.keys.equals(read)) {
            return same;
        }
        if (sameBlock) {
            prepared.otherKeys.add(provider.name());
        }
        CloudAdapter adapter = adapters.make(provider, read);
        CloudWorker worker = new CloudWorker(adapter, patience(provider), answers, System::nanoTime);
        Cloud made = new Cloud(provider, read, adapter, worker);
        prepared.made.add(made);
        return made;
    }

    /** A look is several requests; a stage is some, a job, and a look at what it touched. */
    private static CloudWorker.Patience patience(CloudProvider provider) {
        Duration look = provider.requestTimeout().multipliedBy(6);
        Duration stage = provider.jobTimeout().plus(look);
        return new CloudWorker.Patience(look.toNanos(), stage.toNanos(), STEP_IN_A_QUEUE.toNanos());
    }

    /** Starts what the instances need and is not there yet; a thread too many has nothing to do. */
    void start(Prepared prepared, AgentConfig config, Starter starter) {
        prepared.all.forEach((name, cloud) -> {
            for (int wanted = threads(config.vrrpInstances(), name); cloud.threads < wanted; ) {
                cloud.threads++;
                String suffix = cloud.threads == 1 ? "" : "-" + cloud.threads;
                starter.start("cloud-" + name + suffix, cloud.worker);
            }
        });
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

    /** From now on requests go to these. Those that are no longer needed finish the call that they are making, no more. */
    void exchange(Prepared prepared) {
        Map<String, Cloud> former = present;
        present = Map.copyOf(prepared.all);
        for (Cloud cloud : former.values()) {
            if (!prepared.all.containsValue(cloud)) {
                cloud.worker.close();
            }
        }
    }

    void close() {
        present.values().forEach(cloud -> cloud.worker.close());
    }

    @Override
    public void look(NodeEffect.LookAtCloud request) {
        worker(request.provider()).ifPresent(worker -> worker.look(request));
    }

    @Override
    public void execute(NodeEffect.ExecuteStage request) {
        worker(request.provider()).ifPresent(worker -> worker.execute(request));
    }

    /** Empty for what was decided in the turn of a reload, before it: the provider may be gone, and nobody awaits it. */
    private Optional<CloudWorker> worker(String provider) {
        return Optional.ofNullable(present.get(provider)).map(cloud -> cloud.worker);
    }

    @Override
    public void currentTicket(String instance, long ticket) {
        // Each instance has one provider; the others keep a number that nobody asks for.
        present.values().forEach(cloud -> cloud.worker.currentTicket(instance, ticket));
    }
}
