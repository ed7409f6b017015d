package org.vipagent.cloud.cloudstack;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.cloudstack.api.Machine;
import org.vipagent.net.IpAddress;

/**
 * Which machines one look asks for their interfaces, one by one, and in which order: those that may hold one of the
 * addresses first. Of all others that is a request each, so that where there are many of them each look asks some, and the
 * rest counts as it was when it was asked last. Nobody counts as holding nothing who was never asked, unless the address
 * was found elsewhere: the cloud gives it to one machine only.
 */
final class Enquiry {
    /** As many others as this are asked in every look. */
    static final int ALL_AT_ONCE = 100;

    /** Of more than that, so many as long as somebody still has to be found: a look has to end in time. */
    static final int TO_FIND = 100;

    /** And so many when there is nobody to be found, to see what has changed. */
    static final int TO_SEE = 20;

    private final Census census;
    private final Set<IpAddress> addresses;
    private final boolean whole;
    private final Deque<String> first;
    private final Deque<String> others;
    private final boolean many;
    private int asked;

    /**
     * Whom to ask.
     *
     * @param first those that may hold an address
     * @param others everyone else who might
     */
    record Candidates(Set<String> first, Collection<String> others) {}

    /**
     * A look begins to ask.
     *
     * @param addresses those that somebody may hold
     * @param whole whether it asks for everything; else it only reads back what a stage has changed
     */
    Enquiry(Census census, Candidates candidates, Set<IpAddress> addresses, boolean whole) {
        this.census = census;
        this.addresses = addresses;
        this.whole = whole;
        Set<String> before = new LinkedHashSet<>(candidates.first());
        before.addAll(census.holders(addresses));
        this.first = new ArrayDeque<>(before);
        List<String> rest =
                candidates.others().stream().filter(id -> !before.contains(id)).toList();
        this.others = new ArrayDeque<>(census.longestUnasked(rest));
        this.many = others.size() > ALL_AT_ONCE;
    }

    /**
     * Whom to ask next; empty when it is enough.
     *
     * @param machines as they are known by now, without those that were not asked
     */
    Optional<String> next(Collection<Machine> machines) {
        if (!first.isEmpty()) {
            return Optional.of(first.pop());
        }
        if (others.isEmpty() || asked >= limit(machines)) {
            return Optional.empty();
        }
        asked++;
        return Optional.of(others.pop());
    }

    private int limit(Collection<Machine> machines) {
        if (!many) {
            return ALL_AT_ONCE;
        } else if (!whole) {
            return 0;
        }
        return allFound(machines) ? TO_SEE : TO_FIND;
    }

    private boolean allFound(Collection<Machine> machines) {
        return addresses.stream().allMatch(address -> machines.stream()
                .flatMap(machine -> machine.nics().stream())
                .anyMatch(nic -> nic.secondary(address).isPresent() || nic.hasPrimary(address)));
    }

    /** Fills in what those who were not asked answered last. */
    void complete(Map<String, Machine> machines) {
        for (String id : others) {
            Machine listed = machines.get(id);
            if (listed != null) {
                census.nics(id).ifPresent(nics -> machines.put(id, listed.withSecondariesOf(nics)));
            }
        }
    }

    /** Why nothing can be said yet; empty if it can. */
    Optional<CloudFailure> failure(Collection<Machine> machines) {
        long never = others.stream().filter(id -> census.nics(id).isEmpty()).count();
        if (!whole || never == 0 || allFound(machines)) {
            return Optional.empty();
        }
        return Optional.of(new CloudFailure(
                Kind.HELD_BACK,
                "who holds the addresses is not known yet: " + never + " of " + machines.size()
                        + " virtual machines were not asked so far, the next look goes on with them; where peers are named,"
                        + " only those are asked"));
    }

    /** What was not looked at, for the operator. */
    Optional<String> remark(int machines) {
        if (others.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(others.size() + " of " + machines
                + " virtual machines were not asked in this look which addresses they hold, each look asks others: name the"
                + " peers, and only those are asked");
    }
}
