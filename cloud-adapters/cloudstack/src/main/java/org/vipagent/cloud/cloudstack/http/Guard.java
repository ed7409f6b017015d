package org.vipagent.cloud.cloudstack.http;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.ApiCall;

/**
 * Holds requests back: no more per second than the operator allows, and none for a while when the endpoint does not
 * answer. Never repeats one.
 */
final class Guard implements Transport {
    private static final Duration OPEN_FOR = Duration.ofSeconds(15);

    private final Transport transport;
    private final Patience patience;
    private final RateLimiter limiter;
    private final CircuitBreaker breaker;

    Guard(String name, int requestsPerSecond, Transport transport, Patience patience) {
        this.transport = transport;
        this.patience = patience;
        this.limiter = RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        .limitForPeriod(requestsPerSecond)
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        // Long enough for any call; each call's own time decides below.
                        .timeoutDuration(Duration.ofMinutes(1))
                        .build());
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(60)
                        .waitDurationInOpenState(OPEN_FOR)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .build());
    }

    @Override
    public ApiAnswer send(ApiCall call) {
        if (!breaker.tryAcquirePermission()) {
            return heldBack(
                    call,
                    "the endpoint did not answer lately; nothing is sent for up to " + OPEN_FOR.toSeconds() + " s");
        }
        Optional<String> refused = awaitTurn(call);
        if (refused.isPresent()) {
            breaker.releasePermission();
            return heldBack(call, refused.get());
        }
        long sentAt = System.nanoTime();
        ApiAnswer answer = transport.send(call);
        long took = System.nanoTime() - sentAt;
        if (isHealthy(answer)) {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(took, TimeUnit.NANOSECONDS, new UnhealthyException());
        }
        return answer;
    }

    private Optional<String> awaitTurn(ApiCall call) {
        long wait = limiter.reservePermission();
        if (wait < 0 || wait > call.readTimeout().toNanos()) {
            return Optional.of("too many requests are waiting already");
        }
        if (wait > 0 && !patience.await(System.nanoTime() + wait)) {
            return Optional.of("the adapter is being closed");
        }
        return Optional.empty();
    }

    // A refusal is a healthy endpoint's answer; only silence and a gateway's despair speak against it.
    private static boolean isHealthy(ApiAnswer answer) {
        return answer instanceof ApiAnswer.Replied replied && (replied.status() < 500 || replied.status() >= 530);
    }

    private static ApiAnswer heldBack(ApiCall call, String why) {
        return new ApiAnswer.NoReply(new CloudFailure(Kind.HELD_BACK, call.command() + " was not sent: " + why), false);
    }

    /** Counts; is never thrown. */
    private static final class UnhealthyException extends Exception {
        private static final long serialVersionUID = 1L;

        UnhealthyException() {
            super("the endpoint did not answer", null, false, false);
        }
    }
}
