package org.vipagent.daemon;

import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.vipagent.cloud.CloudAdapter;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Permission;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.engine.CloudPort;
import org.vipagent.engine.Inbound;
import org.vipagent.node.NodeEffect;

/**
 * One cloud on a few threads of its own: the requests of an instance one at a time, those of different instances side
 * by side. The newest request of an instance replaces one that has not begun; a write whose mastership has ended is
 * answered without being sent, and a look that a new mastership would have to wait for is broken off. Whatever an adapter
 * throws becomes a failure: a fault in talking to the cloud must never cost the virtual address.
 */
public final class CloudWorker implements CloudPort, Runnable {
    private final CloudAdapter adapter;
    private final Patience patience;
    private final Consumer<Inbound> answers;
    private final LongSupplier clock;
    private final Map<String, NodeEffect> waiting = new LinkedHashMap<>();
    private final Set<String> busy = new HashSet<>();
    private final Map<String, Long> tickets = new ConcurrentHashMap<>();
    private int serving;
    private volatile boolean open = true;

    /**
     * How long things may take, in nanoseconds.
     *
     * @param lookNanos one look
     * @param stageNanos a stage of one step
     * @param stepNanos what each further step of a stage adds, since they may have to wait for each other
     */
    public record Patience(long lookNanos, long stageNanos, long stepNanos) {
        private long stage(int steps) {
            return stageNanos + (steps - 1) * stepNanos;
        }
    }

    /**
     * @param answers takes what comes back, from the worker's threads
     * @param clock nanoseconds, in which the adapter's deadlines are given
     */
    public CloudWorker(CloudAdapter adapter, Patience patience, Consumer<Inbound> answers, LongSupplier clock) {
        this.adapter = adapter;
        this.patience = patience;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public void look(NodeEffect.LookAtCloud request) {
        submit(request.instance(), request);
    }

    @Override
    public void execute(NodeEffect.ExecuteStage request) {
        submit(request.instance(), request);
    }

    @Override
    public void currentTicket(String instance, long ticket) {
        tickets.put(instance, ticket);
    }

    private synchronized void submit(String instance, NodeEffect request) {
        waiting.put(instance, request);
        notifyAll();
    }

    /** Lets each {@link #run} return after the call that it is making: what is left of a stage is not begun. */
    public synchronized void close() {
        open = false;
        notifyAll();
    }

    /** Serves requests until {@link #close}; whoever ends last closes the adapter. For any number of threads. */
    @Override
    public void run() {
        begins();
        try {
            for (Taken taken = next(); taken != null; taken = next()) {
                try {
                    answers.accept(answer(taken.request()));
                } finally {
                    free(taken.instance());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (isLast()) {
                adapter.close();
            }
        }
    }

    /** A request that one of the threads has taken. */
    private record Taken(String instance, NodeEffect request) {}

    private synchronized void begins() {
        serving++;
    }

    private synchronized boolean isLast() {
        serving--;
        return serving == 0;
    }

    private synchronized Taken next() throws InterruptedException {
        while (open) {
            Iterator<Map.Entry<String, NodeEffect>> oldest = waiting.entrySet().iterator();
            while (oldest.hasNext()) {
                Map.Entry<String, NodeEffect> entry = oldest.next();
                if (!busy.contains(entry.getKey())) {
                    Taken taken = new Taken(entry.getKey(), entry.getValue());
                    oldest.remove();
                    busy.add(taken.instance());
                    return taken;
                }
            }
            wait();
        }
        return null;
    }

    private synchronized void free(String instance) {
        busy.remove(instance);
        notifyAll();
    }

    private Inbound answer(NodeEffect request) {
        if (request instanceof NodeEffect.LookAtCloud look) {
            return new Inbound.CloudLooked(look.instance(), look.ticket(), observed(look));
        }
        NodeEffect.ExecuteStage stage = (NodeEffect.ExecuteStage) request;
        return new Inbound.CloudExecuted(stage.instance(), stage.ticket(), stage.stage(), executed(stage));
    }

    // Errors of a class that cannot be loaded or of a stack that is too deep are an adapter's as well.
    private Observation observed(NodeEffect.LookAtCloud request) {
        try {
            Permission wanted = () -> isWanted(request);
            Deadline deadline = Deadline.after(patience.lookNanos(), clock.getAsLong());
            return request.before()
                    .map(stage -> adapter.observeBefore(request.claims(), stage, wanted, deadline))
                    .orElseGet(() -> adapter.observe(request.claims(), wanted, deadline));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return new Observation.Unseen(CloudFailure.fault(e));
        }
    }

    private StageOutcome executed(NodeEffect.ExecuteStage request) {
        if (!isCurrent(request.instance(), request.ticket())) {
            CloudFailure ended =
                    new CloudFailure(Kind.HELD_BACK, "not begun: the mastership that asked for it has ended");
            return all(request, new StepOutcome.Refused(ended), ended);
        }
        long nanos = patience.stage(request.stage().steps().size());
        try {
            return adapter.execute(
                    request.claims(),
                    request.stage(),
                    new StagePermission(request),
                    Deadline.after(nanos, clock.getAsLong()));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            CloudFailure fault = CloudFailure.fault(e);
            return all(request, new StepOutcome.Unknown(fault), fault);
        }
    }

    private final class StagePermission implements Permission {
        private final NodeEffect.ExecuteStage request;

        StagePermission(NodeEffect.ExecuteStage request) {
            this.request = request;
        }

        @Override
        public boolean holds() {
            return isCurrent(request.instance(), request.ticket());
        }

        @Override
        public void trouble(CloudFailure failure) {
            answers.accept(new Inbound.CloudTroubled(request.instance(), request.ticket(), failure));
        }
    }

    private boolean isCurrent(String instance, long ticket) {
        return open && tickets.getOrDefault(instance, 0L) == ticket;
    }

    // What a master's look still shows after its mastership is what this node knows while it stands by.
    private boolean isWanted(NodeEffect.LookAtCloud request) {
        return isCurrent(request.instance(), request.ticket()) || isCurrent(request.instance(), 0);
    }

    private static StageOutcome all(NodeEffect.ExecuteStage request, StepOutcome each, CloudFailure unseen) {
        int steps = request.stage().steps().size();
        return new StageOutcome(Collections.nCopies(steps, each), new Observation.Unseen(unseen));
    }
}
