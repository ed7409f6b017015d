package org.vipagent.daemon;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.vipagent.engine.Inbound;
import org.vipagent.engine.Inbox;

/**
 * The engine's inbox. Each worker has at most one answer under way for each instance, and of the interfaces only the
 * newest picture is kept, so the queue is bounded by construction: overflow is a fault of this program, not a load.
 */
public final class ThreadInbox implements Inbox {
    private final Queue<Inbound> messages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicReference<Inbound> interfaces = new AtomicReference<>();
    private final int limit;
    private final Runnable wake;

    /**
     * @param limit how many messages may wait
     * @param wake ends the engine's wait; called after each {@link #put}
     */
    public ThreadInbox(int limit, Runnable wake) {
        this.limit = limit;
        this.wake = wake;
    }

    /**
     * Leaves a message, from any thread.
     *
     * @throws IllegalStateException if more messages wait than there can be
     */
    public void put(Inbound message) {
        if (message instanceof Inbound.InterfacesChanged) {
            interfaces.set(message);
        } else {
            if (size.incrementAndGet() > limit) {
                throw new IllegalStateException("more than " + limit + " messages wait for the engine");
            }
            messages.add(message);
        }
        wake.run();
    }

    /**
     * {@inheritDoc}
     *
     * <p>The interfaces come after the kernel's reports: they were seen later, and a report must not be judged against
     * a picture that is newer than itself being overwritten by an older one.
     */
    @Override
    public Inbound poll() {
        Inbound message = messages.poll();
        if (message != null) {
            size.decrementAndGet();
            return message;
        }
        // Without the look first, every turn of an idle engine would write to the shared reference.
        return interfaces.get() == null ? null : interfaces.getAndSet(null);
    }
}
