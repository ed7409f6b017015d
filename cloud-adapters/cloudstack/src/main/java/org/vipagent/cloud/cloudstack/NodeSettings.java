package org.vipagent.cloud.cloudstack;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.ProviderSettings;
import org.vipagent.cloud.cloudstack.api.CallTerms;
import org.vipagent.cloud.cloudstack.api.Scope;
import org.vipagent.net.MacAddress;

/**
 * What the conversations need to know of this node and its configuration.
 *
 * @param virtualMachine this node's id in the cloud; empty: found by {@code hardwareAddresses}
 * @param hardwareAddresses those of this machine's interfaces
 * @param requestTimeout for one request and its answer
 * @param jobTimeout for one asynchronous job
 * @param scope whose resources the calls are about
 */
public record NodeSettings(
        Optional<String> virtualMachine,
        Set<MacAddress> hardwareAddresses,
        Profile profile,
        Duration requestTimeout,
        Duration jobTimeout,
        Scope scope) {
    /** With the resources of the key's own account. */
    public NodeSettings(
            Optional<String> virtualMachine,
            Set<MacAddress> hardwareAddresses,
            Profile profile,
            Duration requestTimeout,
            Duration jobTimeout) {
        this(virtualMachine, hardwareAddresses, profile, requestTimeout, jobTimeout, Scope.OWN);
    }

    public NodeSettings {
        hardwareAddresses = Set.copyOf(hardwareAddresses);
    }

    /** The part of a {@code cloud_provider} block that the conversations need. */
    public static NodeSettings of(ProviderSettings settings) {
        return new NodeSettings(
                settings.virtualMachine(),
                settings.hardwareAddresses(),
                Profile.named(settings.profile()),
                settings.requestTimeout(),
                settings.jobTimeout(),
                Scope.of(
                        settings.owner().project(),
                        settings.owner().account(),
                        settings.owner().domain()));
    }

    /** What holds for every call. */
    CallTerms callTerms() {
        return new CallTerms(requestTimeout, scope);
    }
}
