package org.vipagent.cloud.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vipagent.cloud.simulator.api.Owner;

/** The last calls of a zone. What must not be shown is left out when somebody looks, not with each call. */
final class CallLog {
    private static final int KEPT = 500;
    private static final Set<String> HIDDEN =
            Set.of("apikey", "signature", "signatureversion", "expires", "response", "command");

    private final Deque<Entry> entries = new ArrayDeque<>();

    private record Entry(
            long atMillis, Owner caller, Map<String, String> parameters, int status, ZoneAnswer.Form form) {
        Call shown() {
            Map<String, String> shown = new HashMap<>(parameters);
            shown.keySet().removeAll(HIDDEN);
            return new Call(atMillis, caller.name(), parameters.get("command"), shown, status, form);
        }
    }

    /**
     * Remembers a call.
     *
     * @param parameters with names in lower case; not changed by anybody from now on
     */
    void add(long atMillis, Owner caller, Map<String, String> parameters, ZoneAnswer answer) {
        if (entries.size() == KEPT) {
            entries.removeFirst();
        }
        entries.addLast(new Entry(atMillis, caller, parameters, answer.status(), answer.form()));
    }

    List<Call> oldestFirst() {
        return entries.stream().map(Entry::shown).toList();
    }
}
