package org.vipagent.daemon;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.vipagent.cloud.CloudAdapter;
import org.vipagent.cloud.CloudAdapterFactory;
import org.vipagent.cloud.Credentials;
import org.vipagent.cloud.ProviderSettings;
import org.vipagent.cloud.StateKeeping;
import org.vipagent.config.CloudProvider;
import org.vipagent.net.MacAddress;

/** Makes the adapter of each {@code cloud_provider} block from the factories that are found as services. */
final class Adapters {
    private static final int MAC_LENGTH = 6;

    private final Iterable<CloudAdapterFactory> factories;
    private final CredentialsFiles credentials;
    private final Function<String, StateKeeping> states;

    /** For a look that changes nothing: what is known of before is left to those who change something. */
    Adapters(Iterable<CloudAdapterFactory> factories, CredentialsFiles credentials) {
        this(factories, credentials, provider -> StateKeeping.NOWHERE);
    }

    /**
     * @param factories in production a {@link java.util.ServiceLoader}
     * @param states where the adapter of a provider keeps what it must not forget
     */
    Adapters(
            Iterable<CloudAdapterFactory> factories,
            CredentialsFiles credentials,
            Function<String, StateKeeping> states) {
        this.factories = factories;
        this.credentials = credentials;
        this.states = states;
    }

    /**
     * The adapters by the providers' names.
     *
     * @throws StartException if one cannot be made
     */
    Map<String, CloudAdapter> make(List<CloudProvider> providers) throws StartException {
        Map<String, CloudAdapter> adapters = new LinkedHashMap<>();
        for (CloudProvider provider : providers) {
            // A type that there is no adapter for is the greater mistake than keys that cannot be read.
            CloudAdapterFactory factory = factory(provider);
            adapters.put(provider.name(), make(factory, provider, credentials.read(provider)));
        }
        return adapters;
    }

    /**
     * The adapter of one provider, with keys that have been read already.
     *
     * @throws StartException if it cannot be made
     */
    CloudAdapter make(CloudProvider provider, Credentials keys) throws StartException {
        return make(factory(provider), provider, keys);
    }

    private CloudAdapter make(CloudAdapterFactory factory, CloudProvider provider, Credentials keys)
            throws StartException {
        try {
            return factory.create(settings(provider, keys), states.apply(provider.name()));
        } catch (IllegalArgumentException e) {
            throw StartException.configuration("cloud_provider " + provider.name() + ": " + e.getMessage());
        }
    }

    private CloudAdapterFactory factory(CloudProvider provider) throws StartException {
        Set<String> known = new TreeSet<>();
        for (CloudAdapterFactory factory : factories) {
            if (factory.type().equals(provider.type())) {
                return factory;
            }
            known.add(factory.type());
        }
        throw StartException.configuration("cloud_provider " + provider.name() + ": there is no adapter of type "
                + provider.type() + " here; there is: " + String.join(", ", known));
    }

    private static ProviderSettings settings(CloudProvider provider, Credentials keys) {
        return new ProviderSettings(
                provider.name(),
                provider.profile(),
                provider.endpoint(),
                keys,
                provider.caFile(),
                provider.proxy(),
                provider.connectTimeout(),
                provider.requestTimeout(),
                provider.jobTimeout(),
                provider.maxRequestsPerSecond(),
                provider.virtualMachine(),
                hardwareAddresses(),
                provider.owner(),
                provider.signatureVersion());
    }

    private static Set<MacAddress> hardwareAddresses() {
        Set<MacAddress> addresses = new HashSet<>();
        try {
            for (NetworkInterface device : NetworkInterface.networkInterfaces().toList()) {
                byte[] address = device.getHardwareAddress();
                if (address != null && address.length == MAC_LENGTH) {
                    addresses.add(MacAddress.of(address, 0));
                }
            }
        } catch (SocketException e) {
            // The adapter then says that it cannot find its own machine, and how to name it in the configuration.
            return Set.of();
        }
        return addresses;
    }
}
