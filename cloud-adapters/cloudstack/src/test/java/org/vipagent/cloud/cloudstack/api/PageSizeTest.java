package org.vipagent.cloud.cloudstack.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.Deadline;

class PageSizeTest {
    private final PageSize pages = new PageSize(500);
    private final List<Integer> asked = new ArrayList<>();

    /** Asks for a list of a server that refuses larger pages; says whether it got one. */
    private boolean list(int limit) {
        Listing listing = new Listing("listThings", "thing", Map.of(), pages);
        Conversation<Boolean> conversation = new Conversation<>(
                new CallTerms(Duration.ofSeconds(1), Scope.OWN),
                new Deadline(Long.MAX_VALUE),
                now -> listing.read(
                        node -> node, new Listing.Then<>(all -> new Move.End<>(true), r -> new Move.End<>(false))),
                (why, maybeChanged) -> false);
        while (true) {
            Turn<Boolean> turn = conversation.turn(0);
            if (turn instanceof Turn.Finished<Boolean> finished) {
                return finished.result();
            }
            int size = Integer.parseInt(
                    ((Turn.Call<Boolean>) turn).call().parameters().get("pagesize"));
            asked.add(size);
            ApiAnswer answer = size > limit
                    ? new ApiAnswer.Replied(431, "{\"x\":{\"errorcode\":431}}")
                    : new ApiAnswer.Replied(200, "{\"x\":{}}");
            conversation.answered(answer, 0);
        }
    }

    @Test
    void aServersLimitIsFoundOnceAndRemembered() {
        assertThat(list(100)).isTrue();
        assertThat(list(100)).isTrue();

        assertThat(asked).containsExactly(500, 200, 100, 100);
    }

    @Test
    void aServerThatTakesTheFirstSizeIsNotAskedTwice() {
        assertThat(list(500)).isTrue();

        assertThat(asked).containsExactly(500);
    }

    @Test
    void onceASizeWasTakenARefusalHasAnotherReason() {
        list(500);
        asked.clear();

        assertThat(list(0)).isFalse();
        assertThat(asked).containsExactly(500);
    }

    @Test
    void whereEverySizeIsRefusedTheSizeIsNotTheReason() {
        assertThat(list(0)).isFalse();
        asked.clear();

        assertThat(list(500)).isTrue();
        assertThat(asked).containsExactly(500);
    }
}
