package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudAdapter;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.engine.Inbound;
import org.vipagent.node.NodeEffect;

class CloudWorkerTest {
    private static final Observation UNSEEN = new Observation.Unseen(new CloudFailure(Kind.TIMEOUT, "no answer"));

    private final List<String> calls = new ArrayList<>();
    private final List<Inbound> answers = new ArrayList<>();
    private final Adapter adapter = new Adapter();
    private final CloudWorker worker =
            new CloudWorker(adapter, new CloudWorker.Patience(10, 200), this::answered, () -> 1000);
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

    private final class Adapter implements CloudAdapter {
        private RuntimeException fault;

        @Override
        public Observation observe(Claims claims, Deadline deadline) {
            calls.add("look " + claims.instance() + " until " + deadline.at());
            fail();
            return UNSEEN;
        }

        @Override
        public StepOutcome execute(Step step, Deadline deadline) {
            calls.add(step.describe() + " until " + deadline.at());
            fail();
            return new StepOutcome.Done();
        }

        private void fail() {
            if (fault != null) {
                throw fault;
            }
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

    private static NodeEffect.LookAtCloud look(String instance, long ticket) {
        return new NodeEffect.LookAtCloud(instance, "idcf", ticket, new Claims(instance, List.of(), List.of()));
    }

    private static NodeEffect.ExecuteStep step(String instance, long ticket, String what) {
        return new NodeEffect.ExecuteStep(instance, "idcf", ticket, new NamedStep(what));
    }

    @Test
    void servesOneInstanceAfterTheOtherWithTheirDeadlines() {
        worker.look(look("A", 1));
        worker.currentTicket("B", 5);
        worker.execute(step("B", 5, "add"));
        serve(2);

        assertThat(calls).containsExactly("look A until 1010", "add until 1200", "close");
        assertThat(answers)
                .containsExactly(
                        new Inbound.CloudLooked("A", 1, UNSEEN),
                        new Inbound.CloudExecuted("B", 5, new NamedStep("add"), new StepOutcome.Done()));
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
    void doesNotBeginAStepWhoseMastershipHasEnded() {
        worker.currentTicket("A", 3);
        worker.execute(step("A", 3, "add"));
        worker.currentTicket("A", 0);
        serve(1);

        assertThat(calls).containsExactly("close");
        assertThat(answers).singleElement().isInstanceOfSatisfying(Inbound.CloudExecuted.class, answer -> {
            assertThat(answer.ticket()).isEqualTo(3);
            assertThat(answer.outcome()).isInstanceOfSatisfying(StepOutcome.Refused.class, refused -> assertThat(
                            refused.failure().kind())
                    .isEqualTo(Kind.HELD_BACK));
        });
    }

    @Test
    void noticesAnEndOfMastershipWhileAnotherStepIsUnderWay() {
        worker.currentTicket("A", 3);
        worker.currentTicket("B", 4);
        worker.execute(step("A", 3, "first"));
        worker.execute(step("B", 4, "second"));
        next = answer -> worker.currentTicket("B", 0);
        serve(2);

        assertThat(calls).containsExactly("first until 1200", "close");
    }

    @Test
    void turnsWhatAnAdapterThrowsIntoAFailureAndGoesOn() {
        adapter.fault = new IllegalStateException("with a secret in it");
        worker.currentTicket("B", 1);
        worker.look(look("A", 1));
        worker.execute(step("B", 1, "add"));
        serve(2);

        assertThat(answers.get(0))
                .isInstanceOfSatisfying(Inbound.CloudLooked.class, answer -> assertThat(answer.observation())
                        .isInstanceOfSatisfying(Observation.Unseen.class, unseen -> {
                            assertThat(unseen.failure().kind()).isEqualTo(Kind.PROTOCOL);
                            assertThat(unseen.failure().text())
                                    .contains("IllegalStateException")
                                    .doesNotContain("secret");
                        }));
        assertThat(answers.get(1))
                .isInstanceOfSatisfying(Inbound.CloudExecuted.class, answer -> assertThat(answer.outcome())
                        .isInstanceOf(StepOutcome.Unknown.class));
    }
}
