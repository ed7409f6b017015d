package org.vipagent.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.net.IpAddress;

/**
 * What a configuration's meaning depends on besides its text.
 *
 * @param configId what {@code @ID} lines are compared with: the host name up to the first dot, unless given
 * @param environment for {@code ${_ENV NAME}}
 * @param instanceName for {@code ${_INSTANCE}}; empty: the configuration id
 * @param ownAddresses addresses of this machine's interfaces; empty: not known, and nothing is compared with them
 * @param randomSeed for {@code ${_RANDOM}}
 */
public record LoadOptions(
        String configId,
        Map<String, String> environment,
        Optional<String> instanceName,
        Set<IpAddress> ownAddresses,
        long randomSeed) {
    public LoadOptions {
        environment = Map.copyOf(environment);
        ownAddresses = Set.copyOf(ownAddresses);
    }

    /** For a node of this name about which nothing else is known. */
    public static LoadOptions forHost(String configId) {
        return new LoadOptions(configId, Map.of(), Optional.empty(), Set.of(), 0);
    }

    /** The same, with the addresses of this machine's interfaces. */
    public LoadOptions withOwnAddresses(Set<IpAddress> addresses) {
        return new LoadOptions(configId, environment, instanceName, addresses, randomSeed);
    }
}
