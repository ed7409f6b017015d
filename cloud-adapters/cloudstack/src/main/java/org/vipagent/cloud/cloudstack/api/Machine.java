package org.vipagent.cloud.cloudstack.api;

import java.util.List;
import java.util.Set;

/**
 * A virtual machine.
 *
 * @param name its display name, or its id where it has none
 * @param state as the API writes it, or {@link #UNLISTED}
 */
public record Machine(String id, String name, String state, List<Nic> nics) {
    /** The state of a machine that {@code listVirtualMachines} hides from us, and that may still hold addresses. */
    public static final String UNLISTED = "not listed";

    private static final Set<String> GONE = Set.of("Destroyed", "Expunging", "Error", UNLISTED);

    public Machine {
        nics = List.copyOf(nics);
    }

    /** Whether it will not come back: what it holds goes when the server expunges it. A stopped machine is not gone. */
    public boolean isGone() {
        return GONE.contains(state);
    }

    /** This machine with the secondary addresses that {@code listNics} showed for it. */
    public Machine withSecondariesOf(List<Nic> listed) {
        return new Machine(
                id,
                name,
                state,
                nics.stream()
                        .map(nic -> listed.stream()
                                .filter(l -> l.id().equals(nic.id()))
                                .findFirst()
                                .map(l -> nic.withSecondaries(l.secondaries()))
                                .orElse(nic))
                        .toList());
    }
}
