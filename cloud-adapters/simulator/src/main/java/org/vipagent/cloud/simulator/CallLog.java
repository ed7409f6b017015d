package org.vipagent.cloud.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last calls of a zone. */
final class CallLog {
    private static final int KEPT = 500;

    private final Deque<Call> calls = new ArrayDeque<>();

    void add(Call call) {
        if (calls.size() == KEPT) {
            calls.removeFirst();
        }
        calls.addLast(call);
    }

    List<Call> oldestFirst() {
        return List.copyOf(calls);
    }
}
