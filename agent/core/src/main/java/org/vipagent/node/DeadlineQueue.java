package org.vipagent.node;

import java.util.Arrays;

/**
 * Deadlines of a fixed number of items, the earliest first: a binary heap that knows the place of every item, so that a
 * deadline moves in at most log₂ n steps. Allocates nothing after its construction; for one thread.
 */
final class DeadlineQueue {
    private final long[] at;
    private final int[] heap;
    private final int[] place;

    /** Items 0 to {@code size - 1}, none of which is due. */
    DeadlineQueue(int size) {
        this.at = new long[size];
        this.heap = new int[size];
        this.place = new int[size];
        Arrays.fill(at, Node.NEVER);
        for (int item = 0; item < size; item++) {
            heap[item] = item;
            place[item] = item;
        }
    }

    /** The earliest deadline; {@link Node#NEVER} when there is none. */
    long earliestAt() {
        return heap.length == 0 ? Node.NEVER : at[heap[0]];
    }

    /** Whose deadline is the earliest; only to be asked when there is one. */
    int earliest() {
        return heap[0];
    }

    void set(int item, long deadline) {
        long before = at[item];
        at[item] = deadline;
        if (deadline < before) {
            rise(item);
        } else if (deadline > before) {
            sink(item);
        }
    }

    private void rise(int item) {
        int index = place[item];
        while (index > 0) {
            int parent = (index - 1) / 2;
            if (at[heap[parent]] <= at[item]) {
                break;
            }
            put(heap[parent], index);
            index = parent;
        }
        put(item, index);
    }

    private void sink(int item) {
        int index = place[item];
        while (true) {
            int child = 2 * index + 1;
            if (child + 1 < heap.length && at[heap[child + 1]] < at[heap[child]]) {
                child++;
            }
            if (child >= heap.length || at[heap[child]] >= at[item]) {
                break;
            }
            put(heap[child], index);
            index = child;
        }
        put(item, index);
    }

    private void put(int item, int index) {
        heap[index] = item;
        place[item] = index;
    }
}
