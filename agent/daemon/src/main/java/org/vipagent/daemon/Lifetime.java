package org.vipagent.daemon;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.VrrpInstance;

/** From the start to the end of the agent: who asked it to stop, and whether it ended well. */
final class Lifetime {
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);

    private volatile Duration longestStop;
    private final CompletableFuture<Void> stopRequested = new CompletableFuture<>();
    private final CompletableFuture<Optional<String>> ended = new CompletableFuture<>();

    /** The longest that a planned stop may take with this configuration. */
    static Duration longestStop(AgentConfig config) {
        return config.vrrpInstances().stream()
                .map(VrrpInstance::stopTimeout)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO)
                .plus(STOP_GRACE);
    }

    /** @param longestStop after a request to stop, the end is not awaited for longer */
    Lifetime(Duration longestStop) {
        this.longestStop = longestStop;
    }

    /** After a request to stop, the end is not awaited for longer; from any thread. */
    void longestStop(Duration duration) {
        longestStop = duration;
    }

    /** Asks for a clean stop; from any thread. */
    void requestStop() {
        stopRequested.complete(null);
    }

    /** Everything was given back. */
    void finished() {
        ended.complete(Optional.empty());
    }

    /** A part of the agent has died; the first report counts. */
    void failed(String fault) {
        ended.complete(Optional.of(fault));
    }

    /**
     * Waits for the end.
     *
     * @param stop run once when a stop is requested
     * @return what went wrong, if anything
     */
    Optional<String> await(Runnable stop) {
        CompletableFuture.anyOf(stopRequested, ended).join();
        if (ended.isDone()) {
            return ended.join();
        }
        stop.run();
        try {
            return ended.copy()
                    .orTimeout(longestStop.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                return Optional.of("the stop did not end within " + longestStop.toSeconds() + " s");
            }
            throw e;
        }
    }
}
