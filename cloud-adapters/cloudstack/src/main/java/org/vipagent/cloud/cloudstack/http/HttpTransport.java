package org.vipagent.cloud.cloudstack.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.cloud.cloudstack.api.ServerClock;
import org.vipagent.cloud.cloudstack.api.Signer;

/**
 * Sends signed calls, each exactly once, by POST: key and signature travel in the body, which no proxy writes into its
 * log. Safe for use from several threads.
 */
final class HttpTransport implements Transport, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);

    private static final Duration WORTH_A_WARNING = Duration.ofMinutes(1);

    private final URI endpoint;
    private final Signer signer;
    private final CloseableHttpClient client;
    private final AtomicReference<ServerClock> clock = new AtomicReference<>(ServerClock.UNKNOWN);
    private final Set<HttpPost> inFlight = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean warned = new AtomicBoolean();
    private final ScheduledExecutorService watch;

    HttpTransport(URI endpoint, Signer signer, CloseableHttpClient client) {
        this.endpoint = endpoint;
        this.signer = signer;
        this.client = client;
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "cloud-deadline");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        this.watch = executor;
    }

    @Override
    public ApiAnswer send(ApiCall call) {
        Instant dated = clock.get().at(Instant.now());
        SignedBody body = new SignedBody(Signer.form(signer.signed(call, dated)));
        HttpPost post = new HttpPost(endpoint);
        post.setEntity(body);
        post.setConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.ofMilliseconds(millis(call.readTimeout())))
                .setConnectionRequestTimeout(Timeout.ofMilliseconds(millis(call.readTimeout())))
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .build());
        return send(call, post, body, dated);
    }

    private ApiAnswer send(ApiCall call, HttpPost post, SignedBody body, Instant dated) {
        LOG.debug("{} {}", call.command(), call.parameters());
        // A socket's time-out starts anew with each byte, so a server that drips would never run into it.
        ScheduledFuture<?> alarm =
                watch.schedule(post::abort, call.readTimeout().toNanos(), TimeUnit.NANOSECONDS);
        inFlight.add(post);
        try {
            ApiAnswer answer = client.execute(post, response -> answer(response, dated));
            LOG.debug("{} was answered", call.command());
            return answer;
        } catch (IOException | RuntimeException e) {
            CloudFailure failure = failure(call, e, post.isAborted());
            LOG.debug("{}", failure.text());
            return new ApiAnswer.NoReply(failure, body.wasSent());
        } finally {
            inFlight.remove(post);
            alarm.cancel(false);
        }
    }

    private ApiAnswer answer(ClassicHttpResponse response, Instant dated) throws IOException {
        Header date = response.getFirstHeader("Date");
        Optional<Duration> wrong = Optional.empty();
        if (date != null) {
            Instant here = Instant.now();
            ServerClock heard = clock.updateAndGet(c -> c.heard(date.getValue(), here));
            warnOfTheClock(heard);
            wrong = Optional.of(Duration.between(dated, heard.at(here)));
        }
        String body = BoundedBody.read(response.getEntity());
        return new ApiAnswer.Replied(response.getCode(), body, wrong.filter(HttpTransport::isTooWrong));
    }

    // The server refuses a request that has expired, and newer ones refuse one that is valid for more than 15 minutes.
    private static boolean isTooWrong(Duration offset) {
        return offset.abs().compareTo(Signer.VALIDITY) > 0;
    }

    private void warnOfTheClock(ServerClock heard) {
        boolean far = heard.offset().abs().compareTo(WORTH_A_WARNING) > 0;
        if (far && !warned.getAndSet(true)) {
            LOG.warn(
                    "this machine's clock is {} s off that of {}",
                    heard.offset().toSeconds(),
                    authority());
        } else if (!far) {
            warned.set(false);
        }
    }

    private CloudFailure failure(ApiCall call, Exception cause, boolean aborted) {
        String command = call.command();
        if (cause instanceof BodyTooLargeException) {
            return new CloudFailure(Kind.PROTOCOL, command + " was answered with " + cause.getMessage());
        }
        if (cause instanceof UnknownHostException) {
            return new CloudFailure(Kind.UNREACHABLE, "the name " + endpoint.getHost() + " cannot be resolved");
        }
        if (cause instanceof ConnectTimeoutException
                || cause instanceof ConnectException
                || cause instanceof NoRouteToHostException) {
            return new CloudFailure(Kind.UNREACHABLE, "no connection to " + authority());
        }
        if (cause instanceof SSLException) {
            return new CloudFailure(Kind.UNREACHABLE, "TLS with " + authority() + " failed: " + cause.getMessage());
        }
        if (aborted || cause instanceof SocketTimeoutException) {
            return new CloudFailure(
                    Kind.TIMEOUT,
                    command + " was not answered within " + call.readTimeout().toMillis() + " ms");
        }
        return new CloudFailure(
                Kind.UNREACHABLE,
                "the connection to " + authority() + " broke during " + command + " ("
                        + cause.getClass().getSimpleName() + ")");
    }

    private String authority() {
        return endpoint.getPort() < 0 ? endpoint.getHost() : endpoint.getHost() + ":" + endpoint.getPort();
    }

    private static long millis(Duration timeout) {
        return Math.max(1, timeout.toMillis());
    }

    @Override
    public void close() {
        watch.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
        inFlight.forEach(HttpPost::abort);
    }
}
