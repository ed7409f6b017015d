package org.vipagent.cloud.cloudstack.http;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.Permission;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.ApiCall;

/**
 * Holds requests back: no more per second than the operator allows, no more at once than the server has use for, and
 * none for a while when the endpoint does not answer. Never repeats one. Safe for use from several threads.
 */
final class Guard {
    /** How many writes may be under way at once, and beside them how many reads. */
    static final int AT_ONCE = 8;

    private static final Duration OPEN_FOR = Duration.ofSeconds(15);
    private static final Duration PLACE_WITHIN = Duration.ofSeconds(10);

    private final Transport transport;
    private final Patience patience;
    private final Pace pace;
    private final Bulkhead writes;
    private final Bulkhead reads;
    private final CircuitBreaker breaker;

    Guard(String name, int requestsPerSecond, Transport transport, Patience patience) {
        this.transport = transport;
        this.patience = patience;
        this.pace = new Pace(name, requestsPerSecond);
        BulkheadConfig places = BulkheadConfig.custom()
                .maxConcurrentCalls(AT_ONCE)
                .maxWaitDuration(PLACE_WITHIN)
                .build();
        // Of their own, or a few instances' writes that hang would keep all other instances from looking.
        this.writes = Bulkhead.of(name, places);
        this.reads = Bulkhead.of(name + "-reads", places);
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

    /**
     * Sends a call when its turn has come.
     *
     * @param permission asked once more when nothing but the sending is left to do: waiting takes time, and a node that
     *     is master no longer sends nothing
     */
    ApiAnswer send(ApiCall call, Permission permission) {
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
        try {
            return inPlace(call, permission);
        } finally {
            placesFor(call).onComplete();
        }
    }

    private Optional<String> awaitTurn(ApiCall call) {
        long wait = pace.reserve(call.readTimeout().toNanos());
        if (wait < 0 || wait > call.readTimeout().toNanos()) {
            return Optional.of("too many requests are waiting already");
        }
        if (wait > 0 && !patience.await(System.nanoTime() + wait)) {
            return Optional.of("the adapter is being closed");
        }
        return placesFor(call).tryAcquirePermission()
                ? Optional.empty()
                : Optional.of("too many requests are without an answer already");
    }

    private Bulkhead placesFor(ApiCall call) {
        return call.write() ? writes : reads;
    }

    private ApiAnswer inPlace(ApiCall call, Permission permission) {
        if (!permission.holds()) {
            breaker.releasePermission();
            return heldBack(call, "it is not wanted any more");
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
