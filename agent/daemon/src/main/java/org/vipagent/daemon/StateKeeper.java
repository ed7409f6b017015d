package org.vipagent.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vipagent.cloud.StateKeeping;

/**
 * Keeps an adapter's state in a file. Writes on a thread of its own and waits for it no longer than a move can wait: a
 * disk that is full, read-only or hung is told to the operator and costs the memory of a restart, nothing else. Safe for
 * use from several threads.
 */
final class StateKeeper implements StateKeeping {
    /** What is the same is written again after this long, so that its age tells how long no agent has been running. */
    static final Duration WRITTEN_AGAIN = Duration.ofHours(6);

    static final String WITHOUT =
            "; were the agent restarted in the middle of a move, what the move took away would not be brought back";

    private final StateFile file;
    private final ExecutorService writer;
    private final Terms terms;
    private final Troubles troubles;
    private final Troubles.Topic unwritten;
    private final Troubles.Topic asideLeft;
    private Optional<Writing> underWay = Optional.empty();
    private String written = "";
    private Instant writtenAt = Instant.MIN;
    private Optional<Path> aside = Optional.empty();

    /**
     * By what it goes.
     *
     * @param patience how long a write may keep its caller waiting
     * @param clock the wall clock, which the file's time is compared with
     */
    record Terms(Duration patience, InstantSource clock) {}

    /**
     * A write that has begun.
     *
     * @param end what has kept it from succeeding; empty if nothing has
     */
    private record Writing(String text, Instant begunAt, CompletableFuture<Optional<String>> end) {}

    /**
     * @param writer runs one write at a time
     * @param journal told of troubles as they come and go
     */
    StateKeeper(StateFile file, ExecutorService writer, Terms terms, Troubles.Notebook journal) {
        this.file = file;
        this.writer = writer;
        this.terms = terms;
        this.troubles = new Troubles(journal);
        this.unwritten = troubles.topic("state");
        this.asideLeft = troubles.topic("state");
    }

    /** What is wrong now. */
    List<String> troubles() {
        return troubles.lines();
    }

    @Override
    public synchronized Optional<String> recall() {
        StateFile.Content content = file.read(terms.clock().instant());
        if (content instanceof StateFile.Text text) {
            return Optional.of(text.text());
        } else if (content instanceof StateFile.Unusable unusable) {
            setAside(unusable.why());
        } else if (content instanceof StateFile.OutOfDate old) {
            unwritten.warning(file.path() + " was written " + old.age().toDays()
                    + " days ago and is not used: much may have changed since");
        }
        return Optional.empty();
    }

    @Override
    public synchronized void setAside(String why) {
        String what = file.path() + " " + why + "; what a move has taken away before this start is not known";
        try {
            Path to = file.setAside();
            aside = Optional.of(to);
            asideLeft.begins(what + "; it is kept as " + to + ": look at it, then delete it");
        } catch (IOException e) {
            unwritten.begins(what + "; it cannot be renamed either: " + StateFile.reason(e));
        }
    }

    @Override
    public synchronized void keep(String text) {
        forgetAside();
        underWay.filter(writing -> writing.end().isDone()).ifPresent(this::end);
        Instant now = terms.clock().instant();
        boolean old = writtenAt.isBefore(now.minus(WRITTEN_AGAIN));
        // A disk that hangs is waited for once, not by every look and stage.
        if (underWay.isPresent() || (text.equals(written) && !old)) {
            return;
        }
        try {
            Writing writing = new Writing(text, now, CompletableFuture.supplyAsync(() -> write(text), writer));
            underWay = Optional.of(writing);
            await(writing);
        } catch (RejectedExecutionException e) {
            // The agent is being stopped; what a stage takes away was written before its first write.
            return;
        }
    }

    private void forgetAside() {
        if (aside.filter(path -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS)).isPresent()) {
            aside = Optional.empty();
            asideLeft.ends("the unusable state file is gone");
        }
    }

    private Optional<String> write(String text) {
        try {
            file.write(text);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(StateFile.reason(e));
        }
    }

    private void await(Writing writing) {
        try {
            writing.end().get(terms.patience().toMillis(), TimeUnit.MILLISECONDS);
            end(writing);
        } catch (TimeoutException e) {
            failed("the disk has not answered for " + terms.patience().toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fault in writing the state", e.getCause());
        }
    }

    private void end(Writing writing) {
        underWay = Optional.empty();
        Optional<String> failure = writing.end().join();
        if (failure.isPresent()) {
            failed(failure.get());
        } else {
            written = writing.text();
            writtenAt = writing.begunAt();
            unwritten.ends(file.path() + " is written again");
        }
    }

    private void failed(String why) {
        String text = file.path() + " cannot be written: " + why + WITHOUT;
        unwritten.begins(text);
        unwritten.continues(text);
    }
}
