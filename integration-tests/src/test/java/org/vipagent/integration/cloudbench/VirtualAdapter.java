package org.vipagent.integration.cloudbench;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudAdapter;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Permission;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.cloudstack.CloudStackCalls;
import org.vipagent.cloud.cloudstack.CloudStackPlanner;
import org.vipagent.cloud.cloudstack.NodeSettings;
import org.vipagent.cloud.cloudstack.Profile;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.cloud.cloudstack.api.CallBundle;
import org.vipagent.cloud.cloudstack.api.CallSequence;
import org.vipagent.cloud.cloudstack.api.Turn;
import org.vipagent.cloud.simulator.ZoneAnswer;

/** The CloudStack adapter with everything but HTTP: its conversations go to a {@link VirtualCloud}, at the same pace. */
final class VirtualAdapter implements CloudAdapter {
    private final CloudStackPlanner planner = new CloudStackPlanner();
    private final VirtualCloud cloud;
    private final CloudStackCalls calls;
    private final VirtualPace pace;

    VirtualAdapter(Scene scene, VirtualCloud cloud) {
        this.cloud = cloud;
        this.pace = new VirtualPace(cloud.now());
        SplittableRandom names = new SplittableRandom(1);
        this.calls = new CloudStackCalls(
                new NodeSettings(
                        Optional.empty(),
                        Set.of(Scene.MASTER_MAC),
                        Profile.named(scene.order().profile()),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(120)),
                () -> new UUID(names.nextLong(), names.nextLong()));
    }

    VirtualPace pace() {
        return pace;
    }

    @Override
    public Observation observe(Claims claims, Permission wanted, Deadline deadline) {
        return converse(calls.observe(claims, deadline));
    }

    @Override
    public Observation observeBefore(Claims claims, Stage stage, Permission wanted, Deadline deadline) {
        return converse(calls.observeBefore(claims, stage, deadline));
    }

    private Observation converse(CallSequence<Observation> look) {
        while (true) {
            Turn<Observation> turn = look.turn(cloud.now());
            if (turn instanceof Turn.Finished<Observation> finished) {
                return finished.result();
            } else if (turn instanceof Turn.Pause<Observation> pause) {
                cloud.sleepUntil(pause.until());
            } else if (turn instanceof Turn.Call<Observation> call) {
                boolean[] there = new boolean[1];
                send(call.call(), answer -> {
                    look.answered(answer, cloud.now());
                    there[0] = true;
                });
                while (!there[0]) {
                    cloud.step(Long.MAX_VALUE);
                }
            }
        }
    }

    @Override
    public Plan plan(Claims claims, CloudView view, Policy policy) {
        return planner.plan(claims, view, policy);
    }

    @Override
    public StageOutcome execute(Claims claims, Stage stage, Permission permission, Deadline deadline) {
        CallBundle<StageOutcome> bundle = calls.execute(claims, stage, permission, deadline);
        while (true) {
            CallBundle.Turn<StageOutcome> turn = bundle.turn(cloud.now());
            if (turn instanceof CallBundle.Turn.Finished<StageOutcome> finished) {
                return finished.result();
            } else if (turn instanceof CallBundle.Turn.Send<StageOutcome> send) {
                send(send.call(), answer -> bundle.answered(send.number(), answer, cloud.now()));
            } else if (turn instanceof CallBundle.Turn.Wait<StageOutcome> wait) {
                cloud.step(wait.until());
            }
        }
    }

    private void send(ApiCall call, Consumer<ApiAnswer> then) {
        cloud.at(pace.reserve(cloud.now()), () -> {
            ZoneAnswer answer = cloud.handle(call.command(), call.parameters());
            long there = cloud.now() + Duration.ofMillis(answer.delayMillis()).toNanos();
            cloud.at(there, () -> then.accept(new ApiAnswer.Replied(answer.status(), answer.text())));
        });
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
