package org.vipagent.cloud.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where an answer may differ from the recorded one, and why: the only place. The numbers are those of the recordings'
 * file names. Everything else has to be equal in status, members and types all the way down, and in every value that
 * depends neither on the clock nor on drawn ids.
 */
final class Exceptions {
    private final Map<Integer, Difference> byNumber = new LinkedHashMap<>();

    /** Members whose values are not compared, lists whose length and order are not, and the reason. */
    record Difference(Set<String> members, String reason) {}

    Exceptions() {
        String chosen = "the server chose the address";
        add(17, chosen, "ipaddress");
        add(38, chosen, "ipaddress");
        add(202, chosen, "ipaddress");
        add(
                108,
                "which jobs there are is the history of the recorded zone",
                "ipaddress",
                "count",
                "cmd",
                "jobinstancetype");
        String history =
                "what the audit trail holds, and its order within a second, is the history of the recorded zone";
        add(109, history, "count", "event");
        add(110, history, "count", "event");
    }

    private void add(int number, String reason, String... members) {
        byNumber.put(number, new Difference(Set.of(members), reason));
    }

    Set<String> of(int number) {
        return byNumber.containsKey(number) ? byNumber.get(number).members() : Set.of();
    }

    Map<Integer, Difference> all() {
        return byNumber;
    }
}
