package org.vipagent.cloud;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.vipagent.net.MacAddress;

/**
 * What a {@code cloud_provider} block says, with the credentials read and the machine's own hardware addresses.
 *
 * @param name the block's name
 * @param profile {@code cloudstack} or {@code idcf}
 * @param endpoint the API's address, with scheme
 * @param caFile PEM file with the authorities to trust instead of the system's
 * @param proxy an HTTP proxy
 * @param connectTimeout for one connection
 * @param requestTimeout for one request and its answer
 * @param jobTimeout for one asynchronous job
 * @param maxRequestsPerSecond at least 1
 * @param virtualMachine this node's id in the cloud; empty: found by the hardware addresses
 * @param hardwareAddresses those of this machine's interfaces
 */
public record ProviderSettings(
        String name,
        String profile,
        URI endpoint,
        Credentials credentials,
        Optional<Path> caFile,
        Optional<URI> proxy,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration jobTimeout,
        int maxRequestsPerSecond,
        Optional<String> virtualMachine,
        Set<MacAddress> hardwareAddresses) {
    public ProviderSettings {
        hardwareAddresses = Set.copyOf(hardwareAddresses);
    }
}
