package org.vipagent.cloud.cloudstack.http;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;

/**
 * How many requests go out: so many per second one after the other, and four times as many at once now and then, as a
 * failover needs them. Safe for use from several threads.
 */
final class Pace {
    private static final int BURST_SECONDS = 4;
    private static final Duration BURST_EVERY = Duration.ofMinutes(1);

    private final long periodNanos;
    private final RateLimiter even;
    private final RateLimiter burst;

    /** @param perSecond at least 1 */
    Pace(String name, int perSecond) {
        Duration period = Duration.ofSeconds(1).dividedBy(perSecond);
        periodNanos = period.toNanos();
        even = RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        .limitForPeriod(1)
                        .limitRefreshPeriod(period)
                        // Long enough for any call; each call's own time decides.
                        .timeoutDuration(Duration.ofMinutes(2))
                        .build());
        burst = RateLimiter.of(
                name + "-burst",
                RateLimiterConfig.custom()
                        .limitForPeriod(perSecond * BURST_SECONDS)
                        .limitRefreshPeriod(BURST_EVERY)
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }

    /**
     * Takes the next turn.
     *
     * @param atMostNanos how long the caller would wait
     * @return in how many nanoseconds it comes; negative if that is too late, and then no turn is taken
     */
    long reserve(long atMostNanos) {
        int free = even.getMetrics().getAvailablePermissions();
        if (free <= 0 && burst.acquirePermission()) {
            return 0;
        }
        // Below zero it counts those who wait. Their turns could not be given back.
        boolean tooLate = free <= 0 && -free * periodNanos > atMostNanos;
        return tooLate ? -1 : even.reservePermission();
    }
}
