package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudAdapter;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Permission;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.engine.Inbound;
import org.vipagent.node.NodeEffect;

class CloudWorkerTest {
    private static final Observation UNSEEN = new Observation.Unseen(new CloudFailure(Kind.TIMEOUT, "no answer"));
    private static final StageOutcome DONE = new StageOutcome(List.of(new StepOutcome.Done()), UNSEEN);

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<Inbound> answers = Collections.synchronizedList(new ArrayList<>());
    private final Adapter adapter = new Adapter();
    private final CloudWorker worker =
            new CloudWorker(adapter, new CloudWorker.Patience(10, 200, 5), this::answered, () -> 1000);
    private Consumer<Inbound> next = answer -> {};
    private int awaited;

    private record NamedStep(String describe) implements Step {
        @Override
        public boolean interrupts() {
            return false;
        }

        @Override
        public boolean destroys() {
            return false;
        }
    }

    /** What happens in the middle of a look or a stage. */
    private interface Interlude {
        void play(Permission permission);
    }

    private final class Adapter implements CloudAdapter {
        private Interlude interlude = permission -> {};

        @Override
        public Observation observe(Claims claims, Permission wanted, Deadline deadline) {
            calls.add("look " + claims.instance() + " until " + deadline.at());
            interlude.play(wanted);
            return UNSEEN;
        }

        @Override
        public StageOutcome execute(Claims claims, Stage stage, Permission permission, Deadline deadline) {
            calls.add(stage.steps().get(0).describe() + " of " + claims.instance() + " until " + deadline.at());
            interlude.play(permission);
            return DONE;
        }

        @Override
        public Plan plan(Claims claims, CloudView view, Policy policy) {
            throw new AssertionError("the worker never plans");
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }

    private void answered(Inbound answer) {
        answers.add(answer);
        next.accept(answer);
        if (answers.size() == awaited) {
            worker.close();
        }
    }

    /** Serves on this thread until so many answers have come. */
    private void serve(int number) {
        awaited = number;
        worker.run();
    }

    private static Claims claims(String instance) {
        return new Claims(instance, List.of(), List.of());
    }

    private static NodeEffect.LookAtCloud look(String instance, long ticket) {
        return new NodeEffect.LookAtCloud(instance, "idcf", ticket, claims(instance));
    }

    private static Stage stage(String... what) {
        return new Stage(List.of(what).stream().<Step>map(NamedStep::new).toList());
    }

    private static NodeEffect.ExecuteStage execute(String instance, long ticket, Stage stage) {
        return new NodeEffect.ExecuteStage(instance, "idcf", ticket, claims(instance), stage);
    }

    @Test
    void servesOneInstanceAfterTheOtherWithTheirDeadlines() {
        worker.look(look("A", 1));
        worker.currentTicket("B", 5);
        worker.execute(execute("B", 5, stage("add", "create", "create")));
        serve(2);

        assertThat(calls).containsExactly("look A until 1010", "add of B until 1210", "close");
        assertThat(answers)
                .containsExactly(
                        new Inbound.CloudLooked("A", 1, UNSEEN),
                        new Inbound.CloudExecuted("B", 5, stage("add", "create", "create"), DONE));
    }

    @Test
    void servesOnlyTheNewestRequestOfAnInstance() {
        worker.look(look("A", 1));
        worker.look(look("B", 1));
        worker.look(look("A", 2));
        serve(2);

        assertThat(answers)
                .containsExactlyInAnyOrder(
                        new Inbound.CloudLooked("A", 2, UNSEEN), new Inbound.CloudLooked("B", 1, UNSEEN));
    }

    @Test
    void servesInstancesSideBySideWithAsManyThreadsAsItIsGiven() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        adapter.interlude = permission -> {
            both.countDown();
            await(both);
        };
        worker.look(look("A", 1));
        worker.look(look("B", 1));
        awaited = 2;
        Thread second = new Thread(worker);
        second.start();
        worker.run();
        second.join();

        assertThat(both.getCount()).isZero();
        assertThat(answers)
                .containsExactlyInAnyOrder(
                        new Inbound.CloudLooked("A", 1, UNSEEN), new Inbound.CloudLooked("B", 1, UNSEEN));
        assertThat(calls).filteredOn("close"::equals).hasSize(1);
        assertThat(calls).endsWith("close");
    }

    @Test
    void doesNotServeAnInstanceWhileItsLastRequestIsUnderWay() throws Exception {
        List<Thread> helpers = new ArrayList<>();
        adapter.interlude = permission -> {
            if (calls.size() == 1) {
                worker.look(look("A", 2));
                Thread second = new Thread(worker);
                helpers.add(second);
                second.start();
                awaitWaiting(second);
                assertThat(calls).hasSize(1);
            }
        };
        worker.look(look("A", 1));
        serve(2);
        helpers.get(0).join();

        assertThat(answers)
                .containsExactly(new Inbound.CloudLooked("A", 1, UNSEEN), new Inbound.CloudLooked("A", 2, UNSEEN));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void doesNotBeginAStageWhoseMastershipHasEnded() {
        worker.currentTicket("A", 3);
        worker.execute(execute("A", 3, stage("add", "create")));
        worker.currentTicket("A", 0);
        serve(1);

        assertThat(calls).containsExactly("close");
        assertThat(answers).singleElement().isInstanceOfSatisfying(Inbound.CloudExecuted.class, answer -> {
            assertThat(answer.ticket()).isEqualTo(3);
            assertThat(answer.outcome().steps()).hasSize(2).allSatisfy(step -> assertThat(step)
                    .isInstanceOfSatisfying(
                            StepOutcome.Refused.class,
                            refused -> assertThat(refused.failure().kind()).isEqualTo(Kind.HELD_BACK)));
        });
    }

    @Test
    void withdrawsThePermissionToWriteInTheMiddleOfAStageWhenMastershipEnds() {
        List<Boolean> permitted = new ArrayList<>();
        adapter.interlude = permission -> {
            permitted.add(permission.holds());
            worker.currentTicket("A", 0);
            permitted.add(permission.holds());
        };
        worker.currentTicket("A", 3);
        worker.execute(execute("A", 3, stage("add")));
        serve(1);

        assertThat(permitted).containsExactly(true, false);
    }

    @Test
    void aLookOfAStandbyIsNotWantedAnyMoreOnceItIsMaster() {
        List<Boolean> wanted = new ArrayList<>();
        adapter.interlude = permission -> {
            wanted.add(permission.holds());
            worker.currentTicket("A", 3);
            wanted.add(permission.holds());
        };
        worker.look(look("A", 0));
        serve(1);

        assertThat(wanted).containsExactly(true, false);
    }

    @Test
    void aLookOfAMasterIsWantedUntilItIsMasterAnewSinceAStandbyHasUseForItAsWell() {
        List<Boolean> wanted = new ArrayList<>();
        adapter.interlude = permission -> {
            worker.currentTicket("A", 0);
            wanted.add(permission.holds());
            worker.currentTicket("A", 4);
            wanted.add(permission.holds());
        };
        worker.currentTicket("A", 3);
        worker.look(look("A", 3));
        serve(1);

        assertThat(wanted).containsExactly(true, false);
    }

    @Test
    void noticesAnEndOfMastershipWhileAnotherStageIsUnderWay() {
        worker.currentTicket("A", 3);
        worker.currentTicket("B", 4);
        worker.execute(execute("A", 3, stage("first")));
        worker.execute(execute("B", 4, stage("second")));
        next = answer -> worker.currentTicket("B", 0);
        serve(2);

        assertThat(calls).containsExactly("first of A until 1200", "close");
    }

    @Test
    void turnsWhatAnAdapterThrowsIntoAFailureAndGoesOn() {
        adapter.interlude = permission -> {
            if (calls.size() == 1) {
                throw new IllegalStateException("with a secret in it");
            }
            throw new NoClassDefFoundError("with a secret in it");
        };
        worker.currentTicket("B", 1);
        worker.look(look("A", 1));
        worker.execute(execute("B", 1, stage("add")));
        serve(2);

        assertThat(answers.get(0))
                .isInstanceOfSatisfying(Inbound.CloudLooked.class, answer -> assertThat(answer.observation())
                        .isInstanceOfSatisfying(Observation.Unseen.class, unseen -> {
                            assertThat(unseen.failure().kind()).isEqualTo(Kind.PROTOCOL);
                            assertThat(unseen.failure().text())
                                    .contains("IllegalStateException")
                                    .doesNotContain("secret");
                        }));
        assertThat(answers.get(1)).isInstanceOfSatisfying(Inbound.CloudExecuted.class, answer -> assertThat(
                        answer.outcome().steps())
                .singleElement()
                .isInstanceOf(StepOutcome.Unknown.class));
    }
}
