package org.vipagent.daemon.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.vipagent.engine.JournalPort;
import org.vipagent.node.NodeEvent;
import org.vipagent.node.NodeEvent.Severity;

/**
 * Takes events from any thread without ever blocking it, writes them to the log on a thread of its own and keeps the
 * last ones. A log that does not drain (a full pipe, a stopped journald) costs lines, which are counted, and never an
 * advert.
 */
public final class Journal implements JournalPort, Runnable {
    private static final int WAITING_EVENTS = 4096;
    private static final int REMEMBERED_EVENTS = 100;
    private static final NodeEvent END = new NodeEvent(0, Severity.INFORMATION, "", "");

    private final BlockingQueue<NodeEvent> queue = new ArrayBlockingQueue<>(WAITING_EVENTS);
    private final AtomicLong lost = new AtomicLong();
    private final Deque<NodeEvent> remembered = new ArrayDeque<>();
    private final Logger log;
    private final LongSupplier clock;
    private volatile List<NodeEvent> recent = List.of();

    /** @param clock monotonic nanoseconds, the same as the node's */
    public Journal(Logger log, LongSupplier clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void record(NodeEvent event) {
        if (!queue.offer(event)) {
            lost.incrementAndGet();
        }
    }

    /** Writes down something that happened outside the node. */
    public void note(Severity severity, String subject, String text) {
        record(new NodeEvent(clock.getAsLong(), severity, subject, text));
    }

    /** The last events, oldest first. */
    public List<NodeEvent> recent() {
        return recent;
    }

    /** Writes until {@link #end}. */
    @Override
    public void run() {
        try {
            for (NodeEvent event = queue.take(); !event.equals(END); event = queue.take()) {
                remember(event);
                write(event);
                long missing = lost.getAndSet(0);
                if (missing > 0) {
                    log.warn("journal: {} events lost, the log is too slow", missing);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets {@link #run} return once everything that waits is written. */
    public void end() {
        while (!queue.offer(END)) {
            queue.poll();
        }
    }

    private void remember(NodeEvent event) {
        if (remembered.size() == REMEMBERED_EVENTS) {
            remembered.removeFirst();
        }
        remembered.addLast(event);
        recent = List.copyOf(remembered);
    }

    private void write(NodeEvent event) {
        switch (event.severity()) {
            case INFORMATION -> log.info("{}: {}", event.subject(), event.text());
            case WARNING -> log.warn("{}: {}", event.subject(), event.text());
            case TROUBLE -> log.error("{}: {}", event.subject(), event.text());
        }
    }
}
