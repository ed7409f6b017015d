package org.vipagent.cloud.cloudstack;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;

/** Whom forwarding rules admitted when they were last seen, for the day when one is made anew. Safe for several threads. */
final class Admissions {
    private final Map<ForwardingRule.Slot, String> cidrLists = new ConcurrentHashMap<>();

    /** Whom the rule for these ports admitted; empty for everyone, and where none was seen. */
    String of(ForwardingRule.Slot slot) {
        return cidrLists.getOrDefault(slot, "");
    }

    void saw(ForwardingRule rule) {
        if (rule.isActive()) {
            cidrLists.put(rule.slot(), rule.cidrList());
        } else {
            // One that the router does not have is no better witness than one that it had.
            cidrLists.putIfAbsent(rule.slot(), rule.cidrList());
        }
    }

    void recall(Keepsake.Admission before) {
        cidrLists.put(before.slot(), before.cidrList());
    }

    void forget(ForwardingRule.Slot slot) {
        cidrLists.remove(slot);
    }

    /** Those that a restart must not make forgotten. */
    List<Keepsake.Admission> toKeep() {
        return cidrLists.entrySet().stream()
                .filter(e -> !e.getValue().isEmpty())
                .map(e -> new Keepsake.Admission(e.getKey(), e.getValue()))
                .sorted(Comparator.comparing(one -> one.slot().toString()))
                .toList();
    }
}
