package org.vipagent.integration.cloudbench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vipagent.cloud.CloudAdapter;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.follow.Follower;
import org.vipagent.follow.FollowerConfig;
import org.vipagent.follow.FollowerConfig.Mode;
import org.vipagent.follow.FollowerEffect;

/** The agent's follower and an adapter, from standing by to a cloud that agrees. */
final class Failover {
    private static final long SETTLE = 300 * Time.SECOND;
    private static final long RECHECK = 60 * Time.SECOND;
    private static final long LONGEST_LOOK = 60 * Time.SECOND;
    private static final long LONGEST_STAGE = 180 * Time.SECOND;
    private static final long STEP_IN_A_QUEUE = 3 * Time.SECOND;
    private static final long PATIENCE = 1800 * Time.SECOND;
    private static final long EPOCH = 1;
    private static final Pattern NAME_OF_PLAN = Pattern.compile("\\bS[1-6]\\b");

    private final Scene scene;
    private final CloudAdapter adapter;
    private final Time time;
    private final Follower follower;
    private final Deque<FollowerEffect> toDo = new ArrayDeque<>();
    private final List<String> notes = new ArrayList<>();
    private long masterAt;

    Failover(Scene scene, Mode mode, CloudAdapter adapter, Time time) {
        this.scene = scene;
        this.adapter = adapter;
        this.time = time;
        this.follower = new Follower(
                new FollowerConfig(scene.claims(), mode, SETTLE, RECHECK),
                adapter,
                new SplittableRandom(1),
                time.now());
    }

    /** Stands by until then. */
    void standBy(long until) {
        perform(follower.deadline(time.now()));
        while (follower.nextDeadline() < until) {
            goOn();
        }
        time.sleepUntil(until);
    }

    /** Becomes master, and goes on until there is nothing more to do now. */
    void takeOver() {
        masterAt = time.now();
        perform(follower.becameMaster(EPOCH, masterAt));
        while (!isSettled() && follower.status(time.now()).waiting().isEmpty()) {
            goOn();
        }
    }

    /**
     * Goes on until the cloud agrees.
     *
     * @throws IllegalStateException if it does not for half an hour
     */
    void settle() {
        while (!isSettled()) {
            if (time.now() - masterAt > PATIENCE) {
                throw new IllegalStateException(scene + " does not come to an end: " + notes);
            }
            goOn();
        }
    }

    private boolean isSettled() {
        return follower.status(time.now()).convergedAt() >= 0;
    }

    private void goOn() {
        time.sleepUntil(follower.nextDeadline());
        perform(follower.deadline(time.now()));
    }

    private void perform(List<FollowerEffect> effects) {
        toDo.addAll(effects);
        while (!toDo.isEmpty()) {
            FollowerEffect effect = toDo.remove();
            if (effect instanceof FollowerEffect.Look look) {
                Deadline deadline = Deadline.after(LONGEST_LOOK, time.now());
                Observation observation = look.before()
                        .map(stage -> adapter.observeBefore(scene.claims(), stage, () -> true, deadline))
                        .orElseGet(() -> adapter.observe(scene.claims(), deadline));
                toDo.addAll(follower.looked(look.ticket(), observation, time.now()));
            } else if (effect instanceof FollowerEffect.Execute execute) {
                int steps = execute.stage().steps().size();
                Deadline deadline = Deadline.after(LONGEST_STAGE + (steps - 1) * STEP_IN_A_QUEUE, time.now());
                toDo.addAll(follower.executed(
                        execute.ticket(),
                        execute.stage(),
                        adapter.execute(scene.claims(), execute.stage(), () -> true, deadline),
                        time.now()));
            } else if (effect instanceof FollowerEffect.Noted noted) {
                notes.add(noted.text());
            }
        }
    }

    /** The name of the plan that it carried out. */
    String order() {
        return notes.stream()
                .filter(note -> note.startsWith("plan: "))
                .map(NAME_OF_PLAN::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElse(scene.order().name());
    }
}
