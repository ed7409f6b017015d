package org.vipagent.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.Step;
import org.vipagent.follow.FollowerPlans;
import org.vipagent.follow.FollowerStatus;
import org.vipagent.node.CloudPlans;

/** What the daemon answers to {@code plan}: the same line that {@code vipagent plan --json} prints. */
class PlanAnswersTest {
    private static final long SECOND = 1_000_000_000L;
    private static final WallClock CLOCK = new WallClock(Instant.parse("2026-02-03T04:05:06Z"), 100 * SECOND);
    private static final Plan WHOLE = new Plan(
            List.of(
                    new Stage(List.of(
                            new NamedStep("take 10.5.0.100 away from LB-backup", true, true),
                            new NamedStep("delete the rule on tcp 80", true, true))),
                    new Stage(List.of(new NamedStep("give 10.5.0.100 to LB", false, false)))),
            "10.5.0.100 is at LB-backup");

    private record NamedStep(String describe, boolean interrupts, boolean destroys) implements Step {}

    private Optional<List<CloudPlans>> engine = Optional.empty();
    private final PlanAnswers answers = new PlanAnswers(() -> engine, () -> CLOCK);

    private static FollowerStatus status(long seenAt, Optional<FollowerStatus.Trouble> trouble) {
        return new FollowerStatus(
                "waiting",
                List.of(new FollowerStatus.ClaimHolding("secondary_ip 10.5.0.100", "LB-backup", false)),
                List.of("updates do nothing here"),
                trouble,
                Optional.empty(),
                Optional.empty(),
                seenAt,
                -1);
    }

    private static CloudPlans master(FollowerPlans plans) {
        return new CloudPlans(
                "VI_1", "idcf", Optional.of(true), status(90 * SECOND, Optional.empty()), Optional.of(plans));
    }

    private JsonNode plan() throws IOException {
        return new ObjectMapper().readTree(answers.answer(PlanAnswers.PLAN));
    }

    private JsonNode plan(CloudPlans instance) throws IOException {
        engine = Optional.of(List.of(instance));
        return plan().path("instances").get(0);
    }

    @Test
    void tellsWhoHoldsWhatAndHowOldThatIs() throws IOException {
        JsonNode told = plan(master(new FollowerPlans(90 * SECOND, Plan.nothing("it may not interrupt yet"), WHOLE)));

        assertThat(told.path("name").asText()).isEqualTo("VI_1");
        assertThat(told.path("provider").asText()).isEqualTo("idcf");
        assertThat(told.path("master").asBoolean()).isTrue();
        assertThat(told.path("seen").asText()).isEqualTo("2026-02-03T04:04:56Z");
        assertThat(told.path("claims"))
                .hasToString("[{\"claim\":\"secondary_ip 10.5.0.100\",\"holder\":\"LB-backup\",\"as_claimed\":false}]");
        assertThat(told.path("remarks")).hasToString("[\"updates do nothing here\"]");
        assertThat(told.has("failure")).isFalse();
        assertThat(plan().path("at").asText()).isEqualTo("2026-02-03T04:05:06Z");
    }

    @Test
    void tellsWhatItMayDoNowApartFromAllThatIsToBeDone() throws IOException {
        JsonNode told = plan(master(new FollowerPlans(90 * SECOND, Plan.nothing("it may not interrupt yet"), WHOLE)));

        assertThat(told.path("now")).hasToString("{\"why\":\"it may not interrupt yet\",\"stages\":[]}");
        assertThat(told.path("whole").path("why").asText()).isEqualTo("10.5.0.100 is at LB-backup");
        JsonNode stages = told.path("whole").path("stages");
        assertThat(stages).hasSize(2);
        assertThat(stages.get(0)).hasSize(2);
        assertThat(stages.get(0).get(0))
                .hasToString(
                        "{\"step\":\"take 10.5.0.100 away from LB-backup\",\"interrupts\":true,\"destroys\":true}");
        assertThat(stages.get(1))
                .hasToString("[{\"step\":\"give 10.5.0.100 to LB\",\"interrupts\":false,\"destroys\":false}]");
    }

    @Test
    void hasNoPlanForACloudThatWasNotSeenAndSaysWhy() throws IOException {
        CloudFailure why = new CloudFailure(CloudFailure.Kind.AUTHENTICATION, "listVirtualMachines: 401");
        JsonNode told = plan(new CloudPlans(
                "VI_1",
                "idcf",
                Optional.of(false),
                status(-1, Optional.of(new FollowerStatus.Trouble(why, 1))),
                Optional.empty()));

        assertThat(told.path("master").asBoolean(true)).isFalse();
        assertThat(told.path("failure"))
                .hasToString("{\"kind\":\"authentication\",\"text\":\"listVirtualMachines: 401\"}");
        assertThat(told.has("seen")).isFalse();
        assertThat(told.has("now")).isFalse();
        assertThat(told.has("whole")).isFalse();
    }

    @Test
    void aDryLookSaysNothingOfWhoIsMasterNorOfWhatAMasterMayDoNow() throws IOException {
        JsonNode told = plan(new CloudPlans(
                "VI_1",
                "idcf",
                Optional.empty(),
                status(90 * SECOND, Optional.empty()),
                Optional.of(new FollowerPlans(90 * SECOND, WHOLE, WHOLE))));

        assertThat(told.has("master")).isFalse();
        assertThat(told.has("now")).isFalse();
        assertThat(told.path("whole").path("stages")).hasSize(2);
    }

    @Test
    void whereNoInstanceHasACloudThereIsNothingToPlan() throws IOException {
        engine = Optional.of(List.of());

        assertThat(plan().path("instances")).hasToString("[]");
    }

    @Test
    void saysThatTheEngineDoesNotAnswerRatherThanShowAnEmptyPlan() {
        assertThat(answers.answer(PlanAnswers.PLAN)).isEqualTo("{\"error\":\"the engine does not answer\"}");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        engine = Optional.of(List.of());

        assertThat(answers.answer("plan VI_1")).isEqualTo("{\"error\":\"unknown request; there is: plan\"}");
    }
}
