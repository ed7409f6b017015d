package org.vipagent.simulation;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.cloudstack.CloudStackCalls;
import org.vipagent.cloud.cloudstack.Diary;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.cloud.cloudstack.api.CallBundle;
import org.vipagent.cloud.cloudstack.api.CallSequence;
import org.vipagent.cloud.cloudstack.api.Turn;
import org.vipagent.engine.CloudPort;
import org.vipagent.engine.Inbound;
import org.vipagent.node.NodeEffect;

/**
 * The process's cloud threads: the real conversations, for each instance one at a time; of its requests that wait, the
 * newest is kept. A write whose mastership has ended is not sent, and a look that a new mastership would have to wait for
 * is broken off.
 */
final class CloudWorker implements CloudPort {
    private static final long START_NANOS = 200_000;
    /** How often whoever waits for an answer looks whether it is still wanted. */
    private static final long GLANCE_NANOS = 250_000_000;

    private final SimProcess process;
    private final SimWorld world;
    private final Dice dice;
    private final Diary diary;
    private final CloudStackCalls calls;
    private final Map<String, Runnable> waiting = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private final Map<String, Long> tickets = new HashMap<>();
    private final Map<String, Gaze> gazes = new HashMap<>();
    private int executing;

    CloudWorker(SimProcess process, SimWorld world, Dice dice) {
        this.process = process;
        this.world = world;
        this.dice = dice;
        Dice names = dice.split();
        this.diary = new Diary(process.machine().disk());
        this.calls = new CloudStackCalls(
                world.site().nodeSettings(process.machine().seat()),
                () -> new UUID(names.generator().nextLong(), names.generator().nextLong()),
                diary.open());
    }

    /** Whether a stage is under way. */
    boolean isExecuting() {
        return executing > 0;
    }

    @Override
    public void look(NodeEffect.LookAtCloud request) {
        enqueue(request.instance(), () -> {
            Deadline deadline = Deadline.after(world.options().lookNanos(), process.local());
            CallSequence<Observation> look = request.before()
                    .map(stage -> calls.observeBefore(request.claims(), stage, deadline))
                    .orElseGet(() -> calls.observe(request.claims(), deadline));
            Gaze gaze = new Gaze(request, look);
            gazes.put(request.instance(), gaze);
            world.watch().lookBegins(process, request);
            gaze.goOn();
        });
    }

    @Override
    public void execute(NodeEffect.ExecuteStage request) {
        world.watch().stageRequested(process, request);
        enqueue(request.instance(), () -> begin(request));
    }

    @Override
    public void currentTicket(String instance, long ticket) {
        tickets.put(instance, ticket);
        process.mastership(instance, ticket);
        Gaze gaze = gazes.get(instance);
        if (gaze != null) {
            process.after(GLANCE_NANOS, gaze::endIfUnwanted);
        }
    }

    private boolean isCurrent(String instance, long ticket) {
        return tickets.getOrDefault(instance, 0L) == ticket;
    }

    private boolean mayWrite(NodeEffect.ExecuteStage request) {
        return !world.parts().ticketsMatter() || isCurrent(request.instance(), request.ticket());
    }

    private void begin(NodeEffect.ExecuteStage request) {
        int steps = request.stage().steps().size();
        if (!mayWrite(request)) {
            CloudFailure why = new CloudFailure(CloudFailure.Kind.HELD_BACK, "this node is no longer master");
            executed(
                    request,
                    new StageOutcome(
                            Collections.nCopies(steps, new StepOutcome.Refused(why)), new Observation.Unseen(why)));
            return;
        }
        world.watch().stageBegins(process, request);
        executing++;
        Deadline deadline = Deadline.after(world.options().stageNanos(steps), process.local());
        CallBundle<StageOutcome> writes =
                calls.execute(request.claims(), request.stage(), () -> mayWrite(request), deadline);
        diary.write(calls::keepsake);
        new Play(request, writes).goOn();
    }

    private void executed(NodeEffect.ExecuteStage request, StageOutcome outcome) {
        done(
                request.instance(),
                new Inbound.CloudExecuted(request.instance(), request.ticket(), request.stage(), outcome));
    }

    private void enqueue(String instance, Runnable job) {
        waiting.put(instance, job);
        workOn(instance);
    }

    private void workOn(String instance) {
        if (waiting.containsKey(instance) && busy.add(instance)) {
            process.after(dice.between(1_000, START_NANOS), () -> waiting.remove(instance)
                    .run());
        }
    }

    private void done(String instance, Inbound message) {
        busy.remove(instance);
        process.deliver(message);
        workOn(instance);
    }

    private void send(String instance, ApiCall call, Consumer<ApiAnswer> reply) {
        SimCloud.Sender sender = new SimCloud.Sender(process, process.standing().indexOf(instance));
        world.cloud().send(sender, call, reply);
    }

    /** A look under way: one call after the other. */
    private final class Gaze {
        private final NodeEffect.LookAtCloud request;
        private final CallSequence<Observation> look;

        Gaze(NodeEffect.LookAtCloud request, CallSequence<Observation> look) {
            this.request = request;
            this.look = look;
        }

        void goOn() {
            if (isOver()) {
                return;
            }
            Turn<Observation> turn = look.turn(process.local());
            if (turn instanceof Turn.Finished<Observation> finished) {
                end(finished.result());
            } else if (!isWanted()) {
                endIfUnwanted();
            } else if (turn instanceof Turn.Call<Observation> call) {
                CloudWorker.this.send(request.instance(), call.call(), this::answered);
            } else if (turn instanceof Turn.Pause<Observation> pause) {
                process.after(pause.until() - process.local(), this::goOn);
            }
        }

        private void answered(ApiAnswer answer) {
            if (!isOver()) {
                look.answered(answer, process.local());
                goOn();
            }
        }

        void endIfUnwanted() {
            if (!isOver() && !isWanted()) {
                CloudFailure why = new CloudFailure(CloudFailure.Kind.HELD_BACK, "it is not wanted any more");
                end(look.abandoned(why));
            }
        }

        // What a master's look still shows after its mastership is what this node knows while it stands by.
        private boolean isWanted() {
            return isCurrent(request.instance(), request.ticket()) || isCurrent(request.instance(), 0);
        }

        private boolean isOver() {
            return gazes.get(request.instance()) != this;
        }

        private void end(Observation seen) {
            gazes.remove(request.instance());
            world.watch().looked(process, request, seen);
            diary.write(calls::keepsake);
            done(request.instance(), new Inbound.CloudLooked(request.instance(), request.ticket(), seen));
        }
    }

    /** A stage under way: several calls at once. */
    private final class Play {
        private final NodeEffect.ExecuteStage request;
        private final CallBundle<StageOutcome> bundle;
        private int turns;
        private boolean over;

        Play(NodeEffect.ExecuteStage request, CallBundle<StageOutcome> bundle) {
            this.request = request;
            this.bundle = bundle;
        }

        void goOn() {
            turns++;
            while (!over) {
                CallBundle.Turn<StageOutcome> turn = bundle.turn(process.local());
                if (turn instanceof CallBundle.Turn.Send<StageOutcome> call) {
                    send(call);
                } else if (turn instanceof CallBundle.Turn.Wait<StageOutcome> wait) {
                    int before = turns;
                    process.after(Math.max(0, wait.until() - process.local()), () -> wake(before));
                    return;
                } else if (turn instanceof CallBundle.Turn.Finished<StageOutcome> finished) {
                    over = true;
                    executing--;
                    world.watch().stageEnds(process, request);
                    diary.write(calls::keepsake);
                    executed(request, finished.result());
                }
            }
        }

        /** @param before how many turns there were when the wait began; more: it was over before */
        private void wake(int before) {
            if (turns == before) {
                goOn();
            }
        }

        private void send(CallBundle.Turn.Send<StageOutcome> send) {
            if (send.call().write()) {
                world.watch().writeSent(process, request, send.call());
            }
            CloudWorker.this.send(request.instance(), send.call(), answer -> {
                if (!over) {
                    bundle.answered(send.number(), answer, process.local());
                    goOn();
                }
            });
        }
    }
}
