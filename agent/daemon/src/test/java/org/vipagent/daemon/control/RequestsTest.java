package org.vipagent.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vipagent.node.FollowAnswer;

class RequestsTest {
    private final List<Optional<String>> told = new ArrayList<>();
    private Optional<List<FollowAnswer>> engine = Optional.of(List.of(
            new FollowAnswer("VI_1", FollowAnswer.Word.BEGUN), new FollowAnswer("VI_2", FollowAnswer.Word.NOT_MASTER)));
    private final Requests requests = new Requests()
            .add("status", request -> "{}")
            .add(FollowAnswers.FOLLOW, new FollowAnswers(instance -> {
                told.add(instance);
                return engine;
            }));

    @Test
    void handEachRequestToWhoAnswersItsFirstWord() {
        assertThat(requests.answer("status")).isEqualTo("{}");
        assertThat(requests.answer("stauts")).isEqualTo("{\"error\":\"unknown request; there is: follow, status\"}");
    }

    @Test
    void tellAllInstancesOrOneToFollowNow() {
        assertThat(requests.answer(FollowAnswers.request(Optional.empty())))
                .isEqualTo("{\"instances\":[{\"name\":\"VI_1\",\"answer\":\"begun\"},"
                        + "{\"name\":\"VI_2\",\"answer\":\"not_master\"}]}");
        requests.answer(FollowAnswers.request(Optional.of("VI_1")));

        assertThat(told).containsExactly(Optional.empty(), Optional.of("VI_1"));
    }

    @Test
    void sayWhatWasWrong() {
        assertThat(requests.answer("follow later")).contains("there is: follow now [INSTANCE]");
        engine = Optional.of(List.of());
        assertThat(requests.answer("follow now VI_9")).isEqualTo("{\"error\":\"there is no instance VI_9\"}");
        assertThat(requests.answer("follow now")).contains("no instance claims anything in a cloud");
        engine = Optional.empty();
        assertThat(requests.answer("follow now")).contains("the engine does not answer");
    }
}
