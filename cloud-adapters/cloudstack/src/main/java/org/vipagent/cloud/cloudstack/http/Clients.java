package org.vipagent.cloud.cloudstack.http;

import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.vipagent.cloud.ProviderSettings;

/** Makes an HTTP client that does what it is told and nothing by itself. */
final class Clients {
    private static final int CONNECTIONS = 2 * Guard.AT_ONCE;
    private static final TimeValue IDLE_AT_MOST = TimeValue.ofSeconds(30);

    private Clients() {}

    static CloseableHttpClient of(ProviderSettings settings) {
        HttpClientBuilder builder = HttpClients.custom()
                .setConnectionManager(connections(settings))
                .setUserAgent("vipagent")
                // A repeated addIpToNic is refused and a repeated create makes a second rule: only a fresh look may
                // decide to send again.
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression();
        settings.proxy().map(Clients::host).ifPresent(builder::setProxy);
        return builder.build();
    }

    private static PoolingHttpClientConnectionManager connections(ProviderSettings settings) {
        Timeout request = timeout(settings.requestTimeout());
        PoolingHttpClientConnectionManagerBuilder builder = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setDefaultSocketConfig(
                        SocketConfig.custom().setSoTimeout(request).build())
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(request).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(settings.connectTimeout()))
                        .setSocketTimeout(request)
                        // A kept connection that the server has closed would turn a write into an unknown outcome.
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .setIdleTimeout(Timeout.of(IDLE_AT_MOST.toDuration()))
                        .build());
        settings.caFile().map(TrustFile::context).ifPresent(context -> builder.setTlsSocketStrategy(tls(context)));
        return builder.build();
    }

    private static DefaultClientTlsStrategy tls(SSLContext context) {
        return new DefaultClientTlsStrategy(context);
    }

    private static HttpHost host(URI proxy) {
        return new HttpHost(proxy.getScheme(), proxy.getHost(), proxy.getPort());
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(Math.max(1, duration.toMillis()));
    }
}
