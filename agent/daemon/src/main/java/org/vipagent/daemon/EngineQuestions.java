package org.vipagent.daemon;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.vipagent.engine.Inbound;

/**
 * Asks the engine something and waits for the answer. For one thread. While a question is unanswered no second one is
 * asked, so that an engine that hangs is not buried in them.
 */
final class EngineQuestions {
    private final Consumer<Inbound> inbox;
    private final long timeoutMillis;
    private CompletableFuture<?> pending = CompletableFuture.completedFuture(null);

    EngineQuestions(Consumer<Inbound> inbox, long timeoutMillis) {
        this.inbox = inbox;
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * Asks.
     *
     * @param question makes the message, of what takes the answer
     * @return empty when the engine does not answer in time
     */
    <T> Optional<T> ask(Function<Consumer<T>, Inbound> question) {
        if (!pending.isDone()) {
            return Optional.empty();
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        pending = answer;
        inbox.accept(question.apply(answer::complete));
        try {
            return Optional.of(answer.get(timeoutMillis, TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
