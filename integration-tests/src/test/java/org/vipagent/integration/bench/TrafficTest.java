package org.vipagent.integration.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.vipagent.integration.bench.Traffic.Advert;
import org.vipagent.integration.bench.Traffic.Answer;

/** How the client's silence is counted. Times are microseconds. */
class TrafficTest {
    private static Traffic answered(long[] questions, long... answers) {
        return new Traffic(
                LongStream.of(questions).boxed().toList(),
                LongStream.of(answers).mapToObj(at -> new Answer(at, 101)).toList(),
                List.of());
    }

    @Test
    void aSilenceBeginsWithTheFirstQuestionThatIsNotAnswered() {
        long[] questions = {1_000, 2_000, 3_000, 4_000, 5_000};
        Traffic traffic = answered(questions, 1_020, 5_030);

        assertThat(traffic.longestSilence(0, 10_000)).isEqualTo(3_030);
    }

    @Test
    void aClientThatDidNotAskWasNotLeftAlone() {
        Traffic traffic = answered(new long[] {1_000, 51_000}, 1_020, 51_020);

        assertThat(traffic.longestSilence(0, 60_000)).isEqualTo(20);
        assertThat(traffic.longestPauseOfTheClient(500, 52_000)).isEqualTo(50_000);
    }

    @Test
    void aSilenceThatHasNotEndedCountsToTheEndOfTheSpan() {
        assertThat(answered(new long[] {1_000, 2_000, 3_000}).longestSilence(0, 9_000))
                .isEqualTo(8_000);
    }

    @Test
    void whatWasSilentBeforeTheSpanIsNotCounted() {
        long[] questions = {1_000, 2_000, 30_000};
        Traffic traffic = answered(questions, 20_000, 30_010);

        assertThat(traffic.longestSilence(25_000, 40_000)).isEqualTo(10);
        assertThat(traffic.longestSilence(15_000, 40_000)).isEqualTo(19_000);
    }

    @Test
    void tellsTheRoutersApartByTheTtlOfTheirAnswers() {
        Traffic traffic = new Traffic(
                List.of(), List.of(new Answer(10, 101), new Answer(20, 102), new Answer(30, 102)), List.of());

        assertThat(traffic.firstAnswer(102, 0)).hasValue(20);
        assertThat(traffic.firstAnswer(102, 21)).hasValue(30);
        assertThat(traffic.firstAnswer(103, 0)).isEmpty();
    }

    @Test
    void findsAdvertsBySenderAndTime() {
        Traffic traffic = new Traffic(
                List.of(),
                List.of(),
                List.of(new Advert(10, "a", 52, 150), new Advert(20, "b", 52, 100), new Advert(30, "a", 52, 150)));

        assertThat(traffic.adverts("a", 15, 40)).extracting(Advert::at).containsExactly(30L);
    }
}
