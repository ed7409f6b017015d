package org.vipagent.daemon;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.vipagent.engine.Inbound;
import org.vipagent.node.NodeSnapshot;

/**
 * Asks the engine for its state. For one thread. While a request is unanswered no second one is made, so that asking a
 * hung engine again and again does not fill its inbox.
 */
final class EngineSnapshots implements Supplier<Optional<NodeSnapshot>> {
    private final Consumer<Inbound> inbox;
    private final long timeoutMillis;
    private CompletableFuture<NodeSnapshot> pending = new CompletableFuture<>();
    private boolean asked;

    EngineSnapshots(Consumer<Inbound> inbox, long timeoutMillis) {
        this.inbox = inbox;
        this.timeoutMillis = timeoutMillis;
    }

    /** The state as it is now; empty when the engine does not answer in time. */
    @Override
    public Optional<NodeSnapshot> get() {
        if (asked && pending.isDone()) {
            // The late answer to an earlier question is old news.
            asked = false;
        }
        if (!asked) {
            CompletableFuture<NodeSnapshot> request = new CompletableFuture<>();
            pending = request;
            asked = true;
            inbox.accept(new Inbound.SnapshotRequested(request::complete));
        }
        try {
            NodeSnapshot snapshot = pending.get(timeoutMillis, TimeUnit.MILLISECONDS);
            asked = false;
            return Optional.of(snapshot);
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
