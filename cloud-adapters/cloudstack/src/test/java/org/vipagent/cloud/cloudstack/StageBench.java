package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Permission;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.cloudstack.api.CallBundle;
import org.vipagent.cloud.cloudstack.api.CallSequence;
import org.vipagent.cloud.cloudstack.api.Turn;
import org.vipagent.net.MacAddress;

/** A cloud, the calls of one node, and a clock: everything to play stages with. */
final class StageBench {
    static final Permission MASTER = () -> true;
    static final Deadline NEVER = new Deadline(Long.MAX_VALUE);

    final JobCloud cloud = new JobCloud();
    final StagePlayer player = new StagePlayer(cloud);
    final Claims claims = new Claims("VI_1", List.of(Steps.claim(80)), List.of());
    private final Random random = new Random(4711);
    final CloudStackCalls calls = new CloudStackCalls(
            new NodeSettings(
                    Optional.empty(),
                    Set.of(MacAddress.parse("02:00:56:df:00:10")),
                    Profile.CLOUDSTACK,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(120)),
            () -> new UUID(random.nextLong(), random.nextLong()));

    CallBundle<StageOutcome> begin(Stage stage) {
        return calls.execute(claims, stage, MASTER, NEVER);
    }

    StageOutcome run(Stage stage) {
        return player.play(begin(stage));
    }

    StepOutcome run(CloudStackStep step) {
        return run(Steps.stage(step)).steps().get(0);
    }

    /** Lets the server show that it takes the names of jobs; then forgets the calls that were needed. */
    void learnJobNames() {
        assertThat(run(Steps.remove())).isEqualTo(new StepOutcome.Done());
        player.sent.clear();
        cloud.questions.clear();
    }

    /** A look, so that the next read has something to be compared with. */
    Observation look() {
        CallSequence<Observation> look = calls.observe(claims, NEVER);
        while (true) {
            Turn<Observation> turn = look.turn(player.now);
            if (turn instanceof Turn.Finished<Observation> finished) {
                return finished.result();
            }
            look.answered(
                    cloud.answer(((Turn.Call<Observation>) turn).call(), player.now)
                            .answer(),
                    player.now);
        }
    }

    static void assertRefused(StepOutcome outcome, CloudFailure.Kind kind) {
        assertThat(outcome).isInstanceOf(StepOutcome.Refused.class);
        assertThat(((StepOutcome.Refused) outcome).failure().kind()).isEqualTo(kind);
    }

    static void assertUnknown(StepOutcome outcome, CloudFailure.Kind kind) {
        assertThat(outcome).isInstanceOf(StepOutcome.Unknown.class);
        assertThat(((StepOutcome.Unknown) outcome).failure().kind()).isEqualTo(kind);
    }
}
