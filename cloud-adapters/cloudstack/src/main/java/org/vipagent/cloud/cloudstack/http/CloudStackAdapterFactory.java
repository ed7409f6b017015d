package org.vipagent.cloud.cloudstack.http;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.vipagent.cloud.CloudAdapter;
import org.vipagent.cloud.CloudAdapterFactory;
import org.vipagent.cloud.ProviderSettings;
import org.vipagent.cloud.StateKeeping;

/** Makes adapters for {@code type cloudstack}. */
public final class CloudStackAdapterFactory implements CloudAdapterFactory {
    @Override
    public String type() {
        return "cloudstack";
    }

    @Override
    public CloudAdapter create(ProviderSettings settings, StateKeeping state) {
        demandHttp("endpoint", settings.endpoint());
        settings.proxy().ifPresent(CloudStackAdapterFactory::demandProxy);
        if (settings.credentials().apiKey().isBlank()
                || settings.credentials().secretKey().isBlank()) {
            throw new IllegalArgumentException(
                    "cloud_provider " + settings.name() + " has an empty api_key or secret_key");
        }
        if (settings.maxRequestsPerSecond() < 1) {
            throw new IllegalArgumentException("max_requests_per_second is at least 1");
        }
        return new CloudStackAdapter(settings, state);
    }

    // The messages leave the address out: an operator may have written a password into it.
    private static void demandHttp(String what, URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme) || uri.getHost() == null) {
            throw new IllegalArgumentException(what + " is no http or https address with a host name");
        }
        if (uri.getUserInfo() != null) {
            throw new IllegalArgumentException(what + " holds a user name, which is not supported");
        }
    }

    private static void demandProxy(URI proxy) {
        demandHttp("proxy", proxy);
        if (proxy.getPort() < 1) {
            throw new IllegalArgumentException("proxy has no port");
        }
    }
}
