package org.vipagent.simulation;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.cloudstack.CloudStackCalls;
import org.vipagent.cloud.cloudstack.api.CallSequence;
import org.vipagent.cloud.cloudstack.api.Turn;
import org.vipagent.engine.CloudPort;
import org.vipagent.engine.Inbound;
import org.vipagent.node.NodeEffect;

/**
 * The process's cloud thread: the real conversations, one at a time; of the requests of one instance that wait, the
 * newest is kept. A step whose mastership has ended is not begun.
 */
final class CloudWorker implements CloudPort {
    private static final long START_NANOS = 200_000;

    private final SimProcess process;
    private final SimWorld world;
    private final Dice dice;
    private final CloudStackCalls calls;
    private final Map<String, Job> waiting = new LinkedHashMap<>();
    private final Map<String, Long> tickets = new HashMap<>();
    private boolean busy;
    private boolean executing;

    /** A request that waits for the thread. */
    private interface Job {
        void begin();
    }

    /** Takes the end of a conversation. */
    private interface Ending<R> {
        void ended(R result);
    }

    CloudWorker(SimProcess process, SimWorld world, Dice dice) {
        this.process = process;
        this.world = world;
        this.dice = dice;
        this.calls =
                new CloudStackCalls(world.site().nodeSettings(process.machine().seat()));
    }

    /** Whether a step is under way. */
    boolean isExecuting() {
        return executing;
    }

    @Override
    public void look(NodeEffect.LookAtCloud request) {
        enqueue(request.instance(), () -> {
            Deadline deadline = Deadline.after(world.options().lookNanos(), process.local());
            goOn(
                    request.instance(),
                    calls.observe(request.claims(), deadline),
                    seen -> done(new Inbound.CloudLooked(request.instance(), request.ticket(), seen)));
        });
    }

    @Override
    public void execute(NodeEffect.ExecuteStep request) {
        world.watch().stepRequested(process, request);
        enqueue(request.instance(), () -> begin(request));
    }

    @Override
    public void currentTicket(String instance, long ticket) {
        tickets.put(instance, ticket);
        process.mastership(instance, ticket);
    }

    private void begin(NodeEffect.ExecuteStep request) {
        boolean current = tickets.getOrDefault(request.instance(), 0L) == request.ticket();
        if (!current && world.parts().ticketsMatter()) {
            CloudFailure why = new CloudFailure(CloudFailure.Kind.HELD_BACK, "this node is no longer master");
            executed(request, new StepOutcome.Refused(why));
            return;
        }
        world.watch().stepBegins(process, request);
        executing = true;
        Deadline deadline = Deadline.after(world.options().stepNanos(), process.local());
        goOn(request.instance(), calls.execute(request.step(), deadline), outcome -> executed(request, outcome));
    }

    private void executed(NodeEffect.ExecuteStep request, StepOutcome outcome) {
        executing = false;
        done(new Inbound.CloudExecuted(request.instance(), request.ticket(), request.step(), outcome));
    }

    private void enqueue(String instance, Job job) {
        waiting.put(instance, job);
        workOn();
    }

    private void workOn() {
        if (!busy && !waiting.isEmpty()) {
            busy = true;
            process.after(dice.between(1_000, START_NANOS), () -> {
                Iterator<Job> first = waiting.values().iterator();
                Job job = first.next();
                first.remove();
                job.begin();
            });
        }
    }

    private <R> void goOn(String instance, CallSequence<R> conversation, Ending<R> ending) {
        Turn<R> turn = conversation.turn(process.local());
        if (turn instanceof Turn.Call<R> call) {
            SimCloud.Sender sender =
                    new SimCloud.Sender(process, process.standing().indexOf(instance));
            world.cloud().send(sender, call.call(), answer -> {
                conversation.answered(answer, process.local());
                goOn(instance, conversation, ending);
            });
        } else if (turn instanceof Turn.Pause<R> pause) {
            process.after(pause.until() - process.local(), () -> goOn(instance, conversation, ending));
        } else if (turn instanceof Turn.Finished<R> finished) {
            ending.ended(finished.result());
        }
    }

    private void done(Inbound message) {
        busy = false;
        process.deliver(message);
        workOn();
    }
}
