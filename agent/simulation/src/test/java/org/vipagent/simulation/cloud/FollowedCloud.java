package org.vipagent.simulation.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.StateKeeping;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.cloudstack.CloudStackCalls;
import org.vipagent.cloud.cloudstack.CloudStackPlanner;
import org.vipagent.cloud.cloudstack.Diary;
import org.vipagent.cloud.cloudstack.NodeSettings;
import org.vipagent.cloud.cloudstack.Profile;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.CallBundle;
import org.vipagent.cloud.cloudstack.api.CallSequence;
import org.vipagent.cloud.cloudstack.api.Turn;
import org.vipagent.cloud.simulator.Zone;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.cloud.simulator.ZoneTiming;
import org.vipagent.follow.Follower;
import org.vipagent.follow.FollowerConfig;
import org.vipagent.follow.FollowerEffect;
import org.vipagent.follow.FollowerStatus;
import org.vipagent.net.MacAddress;

/** The node LB-backup and its cloud: it stands by, becomes master, and moves everything to itself. */
final class FollowedCloud {
    static final long RECHECK_NANOS = 60 * VirtualTime.SECOND;
    static final long SETTLE_NANOS = 300 * VirtualTime.SECOND;
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    static final Duration JOB_TIMEOUT = Duration.ofMinutes(2);
    private static final long LOOK_NANOS = 3 * REQUEST_TIMEOUT.toNanos();

    private final VirtualTime time = new VirtualTime();
    private final Order order;
    private final Zone zone;
    private final Line line;
    private final FollowerConfig config;
    private final Random names = new Random(4711);
    private final Disk disk = new Disk();
    private Diary diary;
    private CloudStackCalls calls;
    private Follower follower;
    /** How many processes there have been. */
    private int life;

    private boolean alive;
    private final List<String> notes = new ArrayList<>();
    private final List<CloudFailure> failures = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private int rounds;
    private int stages;
    /** A stage or look has failed, and none has succeeded since. */
    private boolean inTrouble;

    FollowedCloud(Order order, FollowerConfig.Mode mode) {
        this.order = order;
        this.zone = order.zone(ZoneTiming.measured());
        this.line = new Line(time, zone, this::checkTheZone);
        this.config = new FollowerConfig(order.claims(), mode, SETTLE_NANOS, RECHECK_NANOS);
        restart();
    }

    /** What outlives the process. */
    private final class Disk implements StateKeeping {
        private Optional<String> text = Optional.empty();

        @Override
        public Optional<String> recall() {
            return text;
        }

        @Override
        public void keep(String newText) {
            text = Optional.of(newText);
        }

        @Override
        public void setAside(String why) {
            violations.add("what was kept cannot be used: " + why);
        }
    }

    /** The process ends without a word. */
    void kill() {
        life++;
        alive = false;
    }

    /** Another process begins to stand by. */
    void restart() {
        alive = true;
        life++;
        inTrouble = false;
        NodeSettings node = new NodeSettings(
                Optional.empty(),
                Set.of(MacAddress.parse(Order.OWN_MAC)),
                Profile.named(order.profile()),
                REQUEST_TIMEOUT,
                JOB_TIMEOUT);
        diary = new Diary(disk);
        calls = new CloudStackCalls(node, () -> new UUID(names.nextLong(), names.nextLong()), diary.open());
        follower = new Follower(config, new CloudStackPlanner(), new Random(4712), time.now());
    }

    VirtualTime time() {
        return time;
    }

    Line line() {
        return line;
    }

    FollowerStatus status() {
        return follower.status(time.now());
    }

    /** A request of somebody else's, carried out at once. */
    JsonNode ask(Map<String, String> parameters) {
        return zone.handle(parameters, line.zoneMillis()).body();
    }

    /** Loses what the process wrote down, as an agent without a state directory would. */
    void wipeDisk() {
        disk.text = Optional.empty();
    }

    ZoneSnapshot snapshot() {
        zone.advance(line.zoneMillis());
        return zone.snapshot();
    }

    /** What went wrong at the cloud, oldest first. */
    List<CloudFailure> failures() {
        return failures;
    }

    /** What should never have been. */
    List<String> violations() {
        return violations;
    }

    /** What the follower wrote into its journal. */
    List<String> notes() {
        return notes;
    }

    int rounds() {
        return rounds;
    }

    int stages() {
        return stages;
    }

    void becomeMaster() {
        act(follower.becameMaster(1, time.now()));
    }

    /** Goes on until then, or until it is so after an event; says whether it is. */
    boolean runUntil(long until, BooleanSupplier so) {
        while (!so.getAsBoolean()) {
            long deadline = alive ? follower.nextDeadline() : Long.MAX_VALUE;
            long next = Math.min(deadline, time.nextAt());
            if (next > until) {
                time.goTo(until);
                return so.getAsBoolean();
            }
            if (deadline <= time.nextAt()) {
                time.goTo(deadline);
                act(follower.deadline(time.now()));
            } else {
                time.step();
            }
            checkTheStatus();
        }
        return true;
    }

    private void act(List<FollowerEffect> effects) {
        for (FollowerEffect effect : effects) {
            if (effect instanceof FollowerEffect.Look look) {
                Deadline deadline = Deadline.after(LOOK_NANOS, time.now());
                CallSequence<Observation> gaze = look.before()
                        .map(stage -> calls.observeBefore(order.claims(), stage, deadline))
                        .orElseGet(() -> calls.observe(order.claims(), deadline));
                converse(gaze, seen -> looked(look.ticket(), seen));
            } else if (effect instanceof FollowerEffect.Execute execute) {
                stages++;
                long steps = execute.stage().steps().size();
                long nanos = REQUEST_TIMEOUT.toNanos()
                        + JOB_TIMEOUT.toNanos()
                        + LOOK_NANOS
                        + (steps - 1) * 10 * VirtualTime.SECOND;
                Deadline deadline = Deadline.after(nanos, time.now());
                CallBundle<StageOutcome> writes =
                        calls.execute(order.claims(), execute.stage(), () -> follower.epoch() == 1, deadline);
                diary.write(calls::keepsake);
                new Play(writes, outcome -> executed(execute.ticket(), execute.stage(), outcome)).goOn();
            } else if (effect instanceof FollowerEffect.Noted noted) {
                notes.add(noted.text());
                rounds += noted.text().startsWith("plan: ") ? 1 : 0;
            }
        }
    }

    private void looked(long ticket, Observation seen) {
        diary.write(calls::keepsake);
        List<FollowerEffect> effects = follower.looked(ticket, seen, time.now());
        if (seen instanceof Observation.Unseen unseen) {
            failed(unseen.failure());
        }
        act(effects);
    }

    private void executed(long ticket, Stage stage, StageOutcome outcome) {
        diary.write(calls::keepsake);
        List<FollowerEffect> effects = follower.executed(ticket, stage, outcome, time.now());
        inTrouble = false;
        for (StepOutcome step : outcome.steps()) {
            if (step instanceof StepOutcome.Refused refused) {
                failed(refused.failure());
            } else if (step instanceof StepOutcome.Unknown unknown) {
                failed(unknown.failure());
            }
        }
        act(effects);
    }

    private void failed(CloudFailure failure) {
        failures.add(failure);
        inTrouble = true;
        checkTheStatus();
    }

    private void checkTheStatus() {
        if (inTrouble && status().failure().isEmpty()) {
            inTrouble = false;
            // Forgiven by a look that succeeded, or because nothing is left to be done.
            boolean well = status().lastSeenAt() == time.now() || status().convergedAt() >= 0;
            if (!well) {
                violations.add("status has forgotten " + failures.get(failures.size() - 1));
            }
        }
    }

    private void checkTheZone() {
        order.duplicate(zone.snapshot()).ifPresent(violations::add);
    }

    private <R> void converse(CallSequence<R> conversation, Consumer<R> ending) {
        int begun = life;
        Turn<R> turn = conversation.turn(time.now());
        if (turn instanceof Turn.Call<R> call) {
            line.send(call.call(), answer -> {
                if (life == begun) {
                    conversation.answered(answer, time.now());
                    converse(conversation, ending);
                }
            });
        } else if (turn instanceof Turn.Pause<R> pause) {
            time.after(pause.until() - time.now(), () -> {
                if (life == begun) {
                    converse(conversation, ending);
                }
            });
        } else if (turn instanceof Turn.Finished<R> finished) {
            ending.accept(finished.result());
        }
    }

    /** A stage under way: several calls at once. */
    private final class Play {
        private final CallBundle<StageOutcome> bundle;
        private final Consumer<StageOutcome> ending;
        private final int begun = life;
        private int turns;
        private boolean over;

        Play(CallBundle<StageOutcome> bundle, Consumer<StageOutcome> ending) {
            this.bundle = bundle;
            this.ending = ending;
        }

        void goOn() {
            turns++;
            while (!over && life == begun) {
                CallBundle.Turn<StageOutcome> turn = bundle.turn(time.now());
                if (turn instanceof CallBundle.Turn.Send<StageOutcome> send) {
                    line.send(send.call(), answer -> answered(send.number(), answer));
                } else if (turn instanceof CallBundle.Turn.Wait<StageOutcome> wait) {
                    int before = turns;
                    time.after(wait.until() - time.now(), () -> wake(before));
                    return;
                } else if (turn instanceof CallBundle.Turn.Finished<StageOutcome> finished) {
                    over = true;
                    ending.accept(finished.result());
                }
            }
        }

        private void answered(int number, ApiAnswer answer) {
            if (!over && life == begun) {
                bundle.answered(number, answer, time.now());
                goOn();
            }
        }

        private void wake(int before) {
            if (turns == before) {
                goOn();
            }
        }
    }
}
