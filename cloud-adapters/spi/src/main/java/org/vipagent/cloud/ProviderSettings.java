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
 * @param owner whose resources are meant
 * @param signatureVersion 2 or 3; of CloudStack
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
        Set<MacAddress> hardwareAddresses,
        Owner owner,
        int signatureVersion) {
    /**
     * Whose resources are meant, where it is not the key's own account.
     *
     * @param project a project's id; then neither account nor domain
     * @param account an account's name, together with its domain
     * @param domain the id of the account's domain
     */
    public record Owner(Optional<String> project, Optional<String> account, Optional<String> domain) {
        /** The account of the key. */
        public static final Owner KEY = new Owner(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static final int NEWEST_SIGNATURE = 3;

    public ProviderSettings {
        hardwareAddresses = Set.copyOf(hardwareAddresses);
    }

    /** With the resources of the key's own account, and requests signed in the newest way. */
    public ProviderSettings(
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
        this(
                name,
                profile,
                endpoint,
                credentials,
                caFile,
                proxy,
                connectTimeout,
                requestTimeout,
                jobTimeout,
                maxRequestsPerSecond,
                virtualMachine,
                hardwareAddresses,
                Owner.KEY,
                NEWEST_SIGNATURE);
    }
}
