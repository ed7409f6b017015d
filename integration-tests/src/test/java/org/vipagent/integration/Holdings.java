package org.vipagent.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Who has had the virtual address, and from when to when, as the hosts' kernels told. */
final class Holdings {
    private final List<Change> changes;

    /** One host's beginning or end. */
    record Change(Instant at, String host, boolean holds) {}

    Holdings(List<Change> changes) {
        this.changes = changes.stream().sorted(Comparator.comparing(Change::at)).toList();
    }

    /** The holders after all changes up to a moment. */
    Set<String> at(Instant moment) {
        Set<String> holders = new TreeSet<>();
        for (Change change : changes) {
            if (change.at().isAfter(moment)) {
                break;
            }
            if (change.holds()) {
                holders.add(change.host());
            } else {
                holders.remove(change.host());
            }
        }
        return holders;
    }

    /** Since when one has been a holder without interruption, if it is one at the end. */
    Optional<Instant> since(String host, Instant end) {
        return since(end, holders -> holders.contains(host));
    }

    /** Since when one has been the only holder without interruption, if it is that at the end. */
    Optional<Instant> aloneSince(String host, Instant end) {
        return since(end, holders -> holders.equals(Set.of(host)));
    }

    /** For how long more than one was a holder. */
    Duration bothBetween(Instant from, Instant to) {
        return total(from, to, holders -> holders.size() > 1);
    }

    /** For how long there was no holder. */
    Duration nobodyBetween(Instant from, Instant to) {
        return total(from, to, Set::isEmpty);
    }

    private Duration total(Instant from, Instant to, Predicate<Set<String>> condition) {
        Duration total = Duration.ZERO;
        Instant since = from;
        for (Change change : changes) {
            if (change.at().isAfter(from) && change.at().isBefore(to)) {
                total = condition.test(at(since)) ? total.plus(Duration.between(since, change.at())) : total;
                since = change.at();
            }
        }
        return condition.test(at(since)) ? total.plus(Duration.between(since, to)) : total;
    }

    private Optional<Instant> since(Instant end, Predicate<Set<String>> condition) {
        Instant since = null;
        for (Change change : changes) {
            if (change.at().isAfter(end)) {
                break;
            }
            boolean holds = condition.test(at(change.at()));
            if (!holds) {
                since = null;
            } else if (since == null) {
                since = change.at();
            }
        }
        return Optional.ofNullable(since);
    }

    @Override
    public String toString() {
        return changes.toString();
    }
}
