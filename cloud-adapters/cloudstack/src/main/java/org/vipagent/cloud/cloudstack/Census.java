package org.vipagent.cloud.cloudstack;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.vipagent.cloud.cloudstack.api.Nic;
import org.vipagent.net.IpAddress;

/**
 * The interfaces of other machines as each was last asked for them, where the list of machines does not show who holds
 * which secondary address. Safe for use from several threads.
 */
final class Census {
    // Far beyond any account; what is gone is asked for no more, and would be kept for ever.
    private static final int MOST = 10_000;

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /** @param number the later, the greater */
    private record Answer(List<Nic> nics, long number) {}

    /** A machine has answered. */
    void answered(String machineId, List<Nic> nics) {
        if (answers.size() >= MOST) {
            answers.clear();
        }
        answers.put(machineId, new Answer(List.copyOf(nics), numbers.incrementAndGet()));
    }

    /** A machine is gone. */
    void forget(String machineId) {
        answers.remove(machineId);
    }

    /** What a machine answered last; empty if it was never asked. */
    Optional<List<Nic>> nics(String machineId) {
        return Optional.ofNullable(answers.get(machineId)).map(Answer::nics);
    }

    /** The machines that held one of these addresses when they were asked last. */
    Set<String> holders(Collection<IpAddress> addresses) {
        return answers.entrySet().stream()
                .filter(e -> e.getValue().nics().stream().anyMatch(nic -> addresses.stream()
                        .anyMatch(address -> nic.secondary(address).isPresent())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The same machines: first those that were never asked, then those whose answer is the oldest. */
    List<String> longestUnasked(Collection<String> machineIds) {
        return machineIds.stream()
                .sorted(Comparator.comparingLong(this::number))
                .toList();
    }

    private long number(String machineId) {
        Answer answer = answers.get(machineId);
        return answer == null ? 0 : answer.number();
    }
}
