package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.ApiCall;

/** What holds of every stage, whatever a server answers and however long it takes. */
class StagePropertiesTest {
    private static final List<String> BODIES = List.of(
            "",
            "<html>",
            "{",
            "{\"x\":{}}",
            "{\"x\":{\"jobid\":\"j\"}}",
            "{\"x\":{\"jobid\":\"j\",\"id\":\"r1\"}}",
            "{\"x\":{\"success\":\"true\"}}",
            "{\"x\":{\"jobstatus\":0}}",
            "{\"x\":{\"jobstatus\":1}}",
            "{\"x\":{\"jobstatus\":2}}",
            "{\"x\":{\"jobstatus\":2,\"jobresult\":{\"errortext\":\"no\"}}}",
            "{\"x\":{\"jobstatus\":\"?\"}}",
            "{\"x\":{\"portforwardingrule\":[{\"id\":\"r1\",\"state\":\"Active\"}]}}",
            "{\"x\":{\"portforwardingrule\":[{\"id\":\"r1\",\"ipaddressid\":\"ip-1\",\"protocol\":\"tcp\","
                    + "\"publicport\":\"80\",\"privateport\":\"80\",\"state\":\"Active\"}]}}",
            "{\"x\":{\"virtualmachine\":[{\"id\":\"vm-1\"}]}}");
    private static final List<Integer> CODES = List.of(401, 429, 431, 432, 503, 530, 534, 537, 302, 404);

    private static ApiAnswer answer(Random random) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return JobCloud.none(Kind.TIMEOUT, true);
        }
        if (kind == 1) {
            return JobCloud.none(Kind.UNREACHABLE, random.nextBoolean());
        }
        if (kind == 2) {
            return JobCloud.error(CODES.get(random.nextInt(CODES.size())));
        }
        return new ApiAnswer.Replied(200, BODIES.get(random.nextInt(BODIES.size())));
    }

    private static CloudStackStep step(Random random, int number) {
        List<CloudStackStep> kinds = List.of(
                Steps.create(1000 + number),
                Steps.delete("r" + number),
                Steps.update("r" + number, "ip-" + random.nextInt(2)),
                Steps.add(),
                Steps.addFiltered(),
                Steps.remove(),
                Steps.disableStaticNat(),
                Steps.enableStaticNat());
        return kinds.get(random.nextInt(kinds.size()));
    }

    @Property(tries = 3000)
    void everyStageEndsInTimeWithEachWriteSentAtMostOnceAndNoneAgainstTheMastersWill(@ForAll long seed) {
        Random random = new Random(seed);
        StageBench bench = new StageBench();
        if (random.nextBoolean()) {
            bench.look();
        }
        StagePlayer player = new StagePlayer((call, now) -> new StagePlayer.Response(
                answer(random), random.nextInt(1 + (int) (call.readTimeout().toMillis() / 2)) * StagePlayer.MILLI));
        List<CloudStackStep> steps = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(20); i++) {
            steps.add(step(random, i));
        }
        int allowed = random.nextInt(25);
        int[] asked = {0};
        Deadline deadline = new Deadline(Duration.ofSeconds(random.nextInt(400)).toNanos());

        StageOutcome outcome = player.play(bench.calls.execute(
                bench.claims, new Stage(List.copyOf(steps)), () -> ++asked[0] <= allowed, deadline));

        assertThat(player.now).isLessThanOrEqualTo(deadline.at());
        assertThat(player.mostAtOnce).isLessThanOrEqualTo(StageRun.UNDER_WAY_AT_MOST);
        assertThat(outcome.steps()).hasSameSizeAs(steps);
        List<ApiCall> writes = player.sent.stream()
                .map(StagePlayer.Sent::call)
                .filter(ApiCall::write)
                .toList();
        assertThat(writes).hasSizeLessThanOrEqualTo(Math.min(allowed, steps.size()));
        for (CloudStackStep step : steps) {
            assertThat(writes.stream().filter(w -> carriesOut(w, step)).count())
                    .isLessThanOrEqualTo(
                            steps.stream().filter(s -> asksTheSame(s, step)).count());
        }
        long neverSent = outcome.steps().stream()
                .filter(StepOutcome.Refused.class::isInstance)
                .count();
        assertThat(neverSent).isGreaterThanOrEqualTo(steps.size() - writes.size());
    }

    private static boolean asksTheSame(CloudStackStep one, CloudStackStep other) {
        return one.command().equals(other.command()) && one.parameters().equals(other.parameters());
    }

    private static boolean carriesOut(ApiCall call, CloudStackStep step) {
        return call.command().equals(step.command())
                && call.parameters().entrySet().containsAll(step.parameters().entrySet());
    }
}
