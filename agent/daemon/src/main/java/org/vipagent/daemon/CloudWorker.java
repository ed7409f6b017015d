package org.vipagent.daemon;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.vipagent.cloud.CloudAdapter;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.engine.CloudPort;
import org.vipagent.engine.Inbound;
import org.vipagent.node.NodeEffect;

/**
 * One cloud on a thread of its own. The newest request of an instance replaces one that has not begun; a step whose
 * mastership has ended is answered without being begun. Whatever an adapter throws becomes a failure: a fault in
 * talking to the cloud must never cost the virtual address.
 */
public final class CloudWorker implements CloudPort, Runnable {
    private final CloudAdapter adapter;
    private final Patience patience;
    private final Consumer<Inbound> answers;
    private final LongSupplier clock;
    private final Map<String, NodeEffect> waiting = new LinkedHashMap<>();
    private final Map<String, Long> tickets = new ConcurrentHashMap<>();
    private boolean open = true;

    /** How long one look and one step may take, in nanoseconds. */
    public record Patience(long lookNanos, long stepNanos) {}

    /**
     * @param answers takes what comes back, from the worker's thread
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
    public void execute(NodeEffect.ExecuteStep request) {
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

    /** Lets {@link #run} return after the call that is under way. */
    public synchronized void close() {
        open = false;
        notifyAll();
    }

    /** Serves requests until {@link #close}, then closes the adapter. */
    @Override
    public void run() {
        try (adapter) {
            for (NodeEffect request = next(); request != null; request = next()) {
                if (request instanceof NodeEffect.LookAtCloud look) {
                    answers.accept(new Inbound.CloudLooked(look.instance(), look.ticket(), observed(look)));
                } else if (request instanceof NodeEffect.ExecuteStep step) {
                    answers.accept(
                            new Inbound.CloudExecuted(step.instance(), step.ticket(), step.step(), executed(step)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized NodeEffect next() throws InterruptedException {
        while (open && waiting.isEmpty()) {
            wait();
        }
        if (!open) {
            return null;
        }
        Iterator<NodeEffect> oldest = waiting.values().iterator();
        NodeEffect request = oldest.next();
        oldest.remove();
        return request;
    }

    private Observation observed(NodeEffect.LookAtCloud request) {
        try {
            return adapter.observe(request.claims(), Deadline.after(patience.lookNanos(), clock.getAsLong()));
        } catch (RuntimeException e) {
            return new Observation.Unseen(fault(e));
        }
    }

    private StepOutcome executed(NodeEffect.ExecuteStep request) {
        if (tickets.getOrDefault(request.instance(), 0L) != request.ticket()) {
            return new StepOutcome.Refused(
                    new CloudFailure(Kind.HELD_BACK, "not begun: the mastership that asked for it has ended"));
        }
        try {
            return adapter.execute(request.step(), Deadline.after(patience.stepNanos(), clock.getAsLong()));
        } catch (RuntimeException e) {
            return new StepOutcome.Unknown(fault(e));
        }
    }

    // Only the class: the message of an unforeseen exception may hold a request, and with it a key.
    private static CloudFailure fault(RuntimeException e) {
        StackTraceElement[] stack = e.getStackTrace();
        String where = stack.length == 0 ? "" : " at " + stack[0].getFileName() + ":" + stack[0].getLineNumber();
        return new CloudFailure(
                Kind.PROTOCOL, "the adapter failed with " + e.getClass().getSimpleName() + where);
    }
}
