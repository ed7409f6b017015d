package org.vipagent.daemon.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every change of addresses, links and neighbours that the kernel of a namespace announces, with its time, as {@code ip
 * monitor} tells it. Looking again and again would miss what is short and cost what is measured.
 */
public final class KernelWatch implements AutoCloseable {
    private static final Duration BEGINS_WITHIN = Duration.ofSeconds(10);
    private static final Pattern TIMED = Pattern.compile("\\[([0-9T:.-]+)\\] (.*)");

    private final Child child;

    private KernelWatch(Child child) {
        this.child = child;
    }

    /**
     * One change.
     *
     * @param at when it was told; up to some milliseconds after it happened on a busy machine
     * @param text as {@code ip -oneline} writes it, without the time
     */
    public record Change(Instant at, String text) {}

    /**
     * Begins to watch; what happens after this returned is seen.
     *
     * @param directory for its output
     */
    public static KernelWatch start(NetworkNamespace namespace, Path directory) {
        Path output = directory.resolve("changes.log");
        Child child = Child.start(
                namespace,
                // With real-time priority, or its time stamps would be those of a machine's other work.
                List.of(
                        "chrt",
                        "--fifo",
                        "10",
                        "env",
                        "TZ=UTC",
                        "ip",
                        "-ts",
                        "-oneline",
                        "monitor",
                        "address",
                        "link",
                        "neigh"),
                output);
        KernelWatch watch = new KernelWatch(child);
        try {
            // It does not say when it listens: give it something to hear until it does.
            Await.until("changes are heard", BEGINS_WITHIN, () -> {
                namespace.ip("link set dev lo alias watched");
                return !watch.changes().isEmpty();
            });
            return watch;
        } catch (RuntimeException e) {
            Belongings.closeBecauseOf(e, watch);
            throw e;
        }
    }

    /** All changes since the start, in order. */
    public List<Change> changes() {
        try {
            // A last line may still be in the making; it is seen with the next look.
            String text = Files.exists(child.output()) ? Files.readString(child.output()) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(TIMED::matcher)
                    .filter(Matcher::matches)
                    .map(m -> new Change(time(m.group(1)), m.group(2)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant time(String text) {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        child.close();
    }
}
