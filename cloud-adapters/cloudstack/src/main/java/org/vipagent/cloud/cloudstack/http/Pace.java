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

    private final RateLimiter even;
    private final RateLimiter burst;

    /** @param perSecond at least 1 */
    Pace(String name, int perSecond) {
        even = RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        .limitForPeriod(1)
                        .limitRefreshPeriod(Duration.ofSeconds(1).dividedBy(perSecond))
                        // Long enough for any call; each call's own time decides.
                        .timeoutDuration(Duration.ofMinutes(1))
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
     * @return in how many nanoseconds it comes; negative if too many wait already
     */
    long reserve() {
        boolean atOnce = even.getMetrics().getAvailablePermissions() > 0;
        return !atOnce && burst.acquirePermission() ? 0 : even.reservePermission();
    }
}
