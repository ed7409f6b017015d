package org.vipagent.cloud.cloudstack.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.Deadline;

class ListingTest {
    private int calls;

    /** Reads a list of ids from a server that answers by page number; the result is the ids, or "failed". */
    private List<String> read(IntFunction<String> server) {
        Listing listing = new Listing("listThings", "thing", Map.of("networkid", "n"), 3);
        Conversation<List<String>> conversation = new Conversation<>(
                new CallTerms(Duration.ofSeconds(1), Scope.OWN),
                new Deadline(Long.MAX_VALUE),
                now -> listing.read(
                        node -> node.path("id").asText(),
                        new Listing.Then<>(Move.End::new, reply -> new Move.End<>(List.of("failed")))),
                (why, maybeChanged) -> List.of("broken off"));
        while (true) {
            Turn<List<String>> turn = conversation.turn(0);
            if (turn instanceof Turn.Finished<List<String>> finished) {
                return finished.result();
            }
            ApiCall call = ((Turn.Call<List<String>>) turn).call();
            assertThat(call.parameters()).containsEntry("networkid", "n").containsEntry("pagesize", "3");
            calls++;
            int page = Integer.parseInt(call.parameters().get("page"));
            conversation.answered(new ApiAnswer.Replied(200, server.apply(page)), 0);
        }
    }

    private static String page(int from, int to, String count) {
        String things = IntStream.range(from, to)
                .mapToObj(i -> "{\"id\":\"" + i + "\"}")
                .collect(Collectors.joining(","));
        return "{\"x\":{" + count + "\"thing\":[" + things + "]}}";
    }

    @Test
    void readsUntilAPageIsNotFull() {
        assertThat(read(n -> page(3 * (n - 1), Math.min(3 * n, 7), ""))).hasSize(7);
        assertThat(calls).isEqualTo(3);
    }

    @Test
    void asksOnceForAShortList() {
        assertThat(read(n -> page(0, 2, "\"count\":2,"))).containsExactly("0", "1");
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void anEmptyListIsEmpty() {
        assertThat(read(n -> "{\"x\":{}}")).isEmpty();
    }

    @Test
    void endsWhereAServerIgnoresThePage() {
        assertThat(read(n -> page(0, 3, ""))).containsExactly("0", "1", "2");
        assertThat(calls).isEqualTo(2);
    }

    @Test
    void readsOnWhereAServerGivesSmallerPagesThanAsked() {
        assertThat(read(n -> page(2 * (n - 1), Math.min(2 * n, 5), "\"count\":5,")))
                .hasSize(5);
    }

    @Test
    void anEndlessListIsAFailure() {
        assertThat(read(n -> page(3 * n, 3 * n + 3, ""))).containsExactly("failed");
    }

    @Test
    void anElementWithoutAnIdIsNotLeftOut() {
        assertThat(read(n -> "{\"x\":{\"thing\":[{\"name\":\"a\"}]}}")).containsExactly("broken off");
    }
}
