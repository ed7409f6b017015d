package org.vipagent.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The earliest of many deadlines. */
class DeadlineQueueTest {
    private static final int ITEMS = 9;

    @Property(tries = 500)
    void knowsTheEarliestAfterEveryChange(
            @ForAll @Size(max = 200) List<@IntRange(max = ITEMS * 20 - 1) Integer> changes) {
        DeadlineQueue queue = new DeadlineQueue(ITEMS);
        long[] model = new long[ITEMS];
        Arrays.fill(model, Node.NEVER);
        for (int change : changes) {
            int item = change % ITEMS;
            long deadline = change / ITEMS == 19 ? Node.NEVER : change / ITEMS;
            queue.set(item, deadline);
            model[item] = deadline;
            assertThat(queue.earliestAt()).isEqualTo(Arrays.stream(model).min().orElseThrow());
            assertThat(model[queue.earliest()]).isEqualTo(queue.earliestAt());
        }
    }

    @Test
    void nothingIsDueWhereThereIsNothing() {
        assertThat(new DeadlineQueue(0).earliestAt()).isEqualTo(Node.NEVER);
        assertThat(new DeadlineQueue(3).earliestAt()).isEqualTo(Node.NEVER);
    }
}
