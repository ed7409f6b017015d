package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vipagent.engine.Inbound;
import org.vipagent.node.FollowAnswer;

class EngineQuestionsTest {
    private static final List<FollowAnswer> BEGUN = List.of(new FollowAnswer("VI_1", FollowAnswer.Word.BEGUN));

    private final List<Inbound> asked = new ArrayList<>();

    private static Optional<List<FollowAnswer>> follow(EngineQuestions questions) {
        return questions.ask(told -> new Inbound.FollowRequested(Optional.of("VI_1"), told));
    }

    private static void answer(Inbound question) {
        ((Inbound.FollowRequested) question).receiver().accept(BEGUN);
    }

    @Test
    void givesWhatTheEngineAnswers() {
        EngineQuestions questions = new EngineQuestions(
                message -> {
                    asked.add(message);
                    answer(message);
                },
                10_000);

        assertThat(follow(questions)).contains(BEGUN);
        assertThat(follow(questions)).contains(BEGUN);
        assertThat(asked).hasSize(2).allSatisfy(question -> assertThat(question)
                .isInstanceOfSatisfying(Inbound.FollowRequested.class, follow -> assertThat(follow.instance())
                        .contains("VI_1")));
    }

    @Test
    void asksAnEngineThatHangsNothingMoreWhateverTheQuestion() {
        EngineQuestions questions = new EngineQuestions(asked::add, 1);

        assertThat(follow(questions)).isEmpty();
        assertThat(follow(questions)).isEmpty();
        assertThat(questions.ask(Inbound.PlansRequested::new)).isEmpty();
        assertThat(asked).singleElement().isInstanceOf(Inbound.FollowRequested.class);
    }

    @Test
    void asksAnewAfterALateAnswerWhichNobodyTakesForTheNextOne() {
        EngineQuestions questions = new EngineQuestions(asked::add, 1);
        assertThat(follow(questions)).isEmpty();
        answer(asked.get(0));

        assertThat(questions.ask(Inbound.PlansRequested::new)).isEmpty();
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1)).isInstanceOf(Inbound.PlansRequested.class);
    }

    @Test
    void waitsNoLongerOnceItsThreadIsInterrupted() {
        EngineQuestions questions = new EngineQuestions(asked::add, 60_000);
        Thread.currentThread().interrupt();

        assertThat(follow(questions)).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }
}
