package org.vipagent.cloud.cloudstack.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Permission;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.cloudstack.CloudStackStep;

class SideBySideTest {
    private static final Permission MASTER = () -> true;

    private static Stage deletes(int count) {
        return new Stage(IntStream.range(0, count)
                .<Step>mapToObj(i -> new CloudStackStep.DeleteRule("r" + i, "ip-1", "r" + i, false))
                .toList());
    }

    private static StageOutcome execute(CloudStackAdapter adapter, int count, Permission permission) {
        return adapter.execute(Api.claims(), deletes(count), permission, Api.soon());
    }

    /** Writes that get no answer before eight of them are there. */
    private static SlowApi eightAtOnce() throws IOException {
        CyclicBarrier eight = new CyclicBarrier(8);
        return new SlowApi(() -> {
            try {
                eight.await(10, TimeUnit.SECONDS);
            } catch (BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("fewer than eight came at once", e);
            }
        });
    }

    @Test
    void eightWritesAreUnderWayAtOnceAndNoMore() throws Exception {
        try (SlowApi api = eightAtOnce();
                CloudStackAdapter adapter = new CloudStackAdapter(Api.settings(api.endpoint()))) {
            StageOutcome outcome = execute(adapter, 32, MASTER);

            assertThat(outcome.steps()).hasSize(32).allMatch(o -> isRefused(o, Kind.REFUSED));
            assertThat(api.most).hasValue(8);
            assertThat(api.writes).hasSize(32);
        }
    }

    @Test
    void stagesOfSeveralInstancesShareTheEight() throws Exception {
        try (SlowApi api = eightAtOnce();
                CloudStackAdapter adapter = new CloudStackAdapter(Api.settings(api.endpoint()))) {
            List<CompletableFuture<StageOutcome>> stages = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> execute(adapter, 8, MASTER)))
                    .toList();

            for (CompletableFuture<StageOutcome> stage : stages) {
                assertThat(stage.get(30, TimeUnit.SECONDS).steps()).hasSize(8);
            }
            assertThat(api.most).hasValueLessThanOrEqualTo(8);
            assertThat(api.writes).hasSize(32);
        }
    }

    @Test
    void anInstanceCanLookWhileTheWritesOfOthersGetNoAnswer() throws Exception {
        CountDownLatch arrived = new CountDownLatch(8);
        CountDownLatch never = new CountDownLatch(1);
        try (SlowApi api = new SlowApi(() -> {
                    arrived.countDown();
                    never.await();
                });
                CloudStackAdapter adapter =
                        new CloudStackAdapter(Api.settings(api.endpoint(), Duration.ofSeconds(60)))) {
            List<CompletableFuture<StageOutcome>> stages = IntStream.range(0, 2)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> execute(adapter, 8, MASTER)))
                    .toList();
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();

            Observation seen = adapter.observe(Api.claims(), Api.soon());

            assertThat(seen)
                    .as("as the endpoint answered it")
                    .isInstanceOfSatisfying(
                            Observation.Unseen.class,
                            unseen -> assertThat(unseen.failure().kind()).isEqualTo(Kind.REFUSED));
            assertThat(stages).noneMatch(CompletableFuture::isDone);
        }
    }

    @Test
    void aWriteThatWaitsForItsTurnIsNotSentOnceTheNodeIsMasterNoLonger() throws Exception {
        AtomicBoolean master = new AtomicBoolean(true);
        try (SlowApi api = new SlowApi(() -> master.set(false));
                CloudStackAdapter adapter = new CloudStackAdapter(Api.settings(api.endpoint(), Optional.empty(), 1))) {
            StageOutcome outcome = execute(adapter, 20, master::get);

            // What goes at once at one request per second; the others were waiting when it was over.
            assertThat(api.writes).hasSizeLessThanOrEqualTo(6);
            assertThat(outcome.steps())
                    .filteredOn(o -> isRefused(o, Kind.HELD_BACK))
                    .hasSizeGreaterThanOrEqualTo(14);
        }
    }

    @Test
    void closingEndsAStageWhoseAnswersDoNotCome() throws Exception {
        CountDownLatch arrived = new CountDownLatch(8);
        CountDownLatch never = new CountDownLatch(1);
        try (SlowApi api = new SlowApi(() -> {
            arrived.countDown();
            never.await();
        })) {
            CloudStackAdapter adapter = new CloudStackAdapter(Api.settings(api.endpoint()));
            CompletableFuture<StageOutcome> stage = CompletableFuture.supplyAsync(() -> execute(adapter, 10, MASTER));
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();

            adapter.close();

            List<StepOutcome> steps = stage.get(5, TimeUnit.SECONDS).steps();
            assertThat(steps.subList(0, 8)).allMatch(StepOutcome.Unknown.class::isInstance);
            assertThat(steps.subList(8, 10)).allMatch(StepOutcome.Refused.class::isInstance);
            assertThat(api.writes).hasSize(8);
        }
    }

    @Test
    void aStageAfterClosingSendsNothing() throws Exception {
        try (SlowApi api = new SlowApi(() -> {})) {
            CloudStackAdapter adapter = new CloudStackAdapter(Api.settings(api.endpoint()));
            adapter.close();

            assertThat(execute(adapter, 2, MASTER).steps()).allMatch(o -> isRefused(o, Kind.HELD_BACK));
            assertThat(api.writes).isEmpty();
        }
    }

    @Test
    void theProxyIsAskedForTheWholeAddress() throws Exception {
        try (SlowApi proxy = new SlowApi(() -> {})) {
            URI cloud = URI.create("http://cloud.invalid" + Api.PATH);
            URI address = URI.create("http://127.0.0.1:" + proxy.endpoint().getPort());

            try (CloudStackAdapter adapter = new CloudStackAdapter(Api.settings(cloud, address))) {
                assertThat(execute(adapter, 1, MASTER).steps()).allMatch(o -> isRefused(o, Kind.REFUSED));
            }

            assertThat(proxy.uris).isNotEmpty().allMatch(cloud::equals);
        }
    }

    private static boolean isRefused(StepOutcome outcome, Kind kind) {
        return outcome instanceof StepOutcome.Refused refused
                && refused.failure().kind() == kind;
    }
}
