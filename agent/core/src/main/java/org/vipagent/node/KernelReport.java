package org.vipagent.node;

import java.util.Map;
import java.util.Set;

/**
 * What became of an {@link NodeEffect.ApplyAddresses}.
 *
 * @param added addresses that were not there before; a renewed one is not among them
 * @param failures what the kernel refused, with its words; empty when all is as wanted
 */
public record KernelReport(long generation, Set<ManagedAddress> added, Map<ManagedAddress, String> failures) {
    public KernelReport {
        added = Set.copyOf(added);
        failures = Map.copyOf(failures);
    }
}
