package org.vipagent.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.vipagent.cloud.ProviderSettings;

/**
 * A {@code cloud_provider} block. Holds where the credentials are, never the credentials.
 *
 * @param name the block's name, unique
 * @param type {@code cloudstack}, {@code exec} or {@code simulator}
 * @param profile {@code cloudstack} or {@code idcf}
 * @param endpoint the API's address: http or https; that of the region where one is named
 * @param owner whose resources are meant
 * @param credentials where the keys are
 * @param signatureVersion 2 or 3 (which ends with the request's validity)
 * @param caFile PEM file with the authorities to trust instead of the system's
 * @param proxy an HTTP proxy
 * @param connectTimeout for one connection
 * @param requestTimeout for one request and its answer
 * @param jobTimeout for one asynchronous job
 * @param maxRequestsPerSecond at least 1
 * @param virtualMachine this node's id in the cloud; empty: found by the adapter ({@code virtual_machine auto})
 */
public record CloudProvider(
        String name,
        String type,
        String profile,
        URI endpoint,
        ProviderSettings.Owner owner,
        CredentialsPlace credentials,
        int signatureVersion,
        Optional<Path> caFile,
        Optional<URI> proxy,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration jobTimeout,
        int maxRequestsPerSecond,
        Optional<String> virtualMachine) {}
