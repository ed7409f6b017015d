package org.vipagent.linux.libc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Waits until a watched descriptor has something to read, another thread calls {@link #wake}, or a deadline has come,
 * with the kernel's own precision instead of the millisecond of a selector.
 *
 * <p>All methods but {@link #wake} belong to the thread that waits. {@link #await} allocates nothing.
 */
public final class Poller implements AutoCloseable {
    // struct pollfd, asm-generic/poll.h: fd, events, revents
    private static final int ENTRY_LENGTH = 8;
    private static final int EVENTS = 4;
    private static final int RETURNED = 6;
    private static final int FIRST_CAPACITY = 8;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Libc libc;
    private final LongSupplier clock;
    private final Descriptor wakeUp;
    private final NativeBuffer wakeUpCount;
    private final NativeBuffer one;
    private final NativeBuffer timeout;
    private final List<Watch> watches = new ArrayList<>();
    private NativeBuffer entries;

    /** @param clock nanoseconds of the monotonic clock in which deadlines are given, {@code System::nanoTime} */
    public Poller(Libc libc, LongSupplier clock) throws ErrnoException {
        this.libc = libc;
        this.clock = clock;
        this.wakeUp = libc.eventfd();
        this.wakeUpCount = libc.allocate(Long.BYTES);
        this.one = libc.allocate(Long.BYTES).putLong(0, 1);
        this.timeout = libc.allocate(2 * Long.BYTES);
        this.entries = libc.allocate(FIRST_CAPACITY * ENTRY_LENGTH);
        watch(wakeUp);
    }

    /** A descriptor that is watched; closing it ends the watch and leaves the descriptor open. */
    public final class Watch implements AutoCloseable {
        private final Descriptor descriptor;
        private int slot;

        private Watch(Descriptor descriptor, int slot) {
            this.descriptor = descriptor;
            this.slot = slot;
        }

        /** Whether the last {@link #await} found something to read, an error to fetch included. */
        public boolean isReady() {
            return slot >= 0 && entries.getShort(slot * ENTRY_LENGTH + RETURNED) != 0;
        }

        @Override
        public void close() {
            if (slot >= 0) {
                forget(this);
            }
        }
    }

    /** Watches {@code descriptor} from the next {@link #await} on. */
    public Watch watch(Descriptor descriptor) {
        int slot = watches.size();
        if ((slot + 1) * ENTRY_LENGTH > entries.capacity()) {
            entries = enlarged(entries);
        }
        Watch watch = new Watch(descriptor, slot);
        watches.add(watch);
        fill(watch);
        return watch;
    }

    /**
     * Waits until something is ready, {@link #wake} was called (since the last wait as well), or the clock has reached
     * {@code deadline}; never returns before all of these. A deadline that has passed still looks at the descriptors,
     * so that what lies in them is read before a late deadline is judged.
     *
     * @param deadline nanoseconds of the clock; {@code Long.MAX_VALUE} waits for ever
     * @return whether a watch is ready or somebody woke us; false when only the deadline came
     * @throws IllegalStateException if a watched descriptor was closed without closing its watch
     */
    public boolean await(long deadline) throws ErrnoException {
        return await(deadline, watches.size());
    }

    /**
     * The same without a look at the watched descriptors: only {@link #wake} ends it before the deadline.
     *
     * @return whether somebody woke us
     */
    public boolean awaitWake(long deadline) throws ErrnoException {
        return await(deadline, 1);
    }

    /** @param count of descriptors to look at; the first is the one that {@link #wake} writes to */
    private boolean await(long deadline, int count) throws ErrnoException {
        while (true) {
            long remaining = Math.max(0, deadline - clock.getAsLong());
            timeout.putLong(0, remaining / NANOS_PER_SECOND).putLong(Long.BYTES, remaining % NANOS_PER_SECOND);
            if (libc.ppoll(entries, count, timeout) > 0) {
                refuseClosed();
                takeWakeUps();
                return true;
            }
            if (remaining == 0 || clock.getAsLong() >= deadline) {
                return false;
            }
        }
    }

    /** Ends the current or the next {@link #await}. From any thread, as often as wanted; harmless after closing. */
    public void wake() {
        // Under the lock that close takes, so that the write never meets a descriptor number that is somebody else's.
        synchronized (one) {
            if (!wakeUp.isOpen()) {
                return;
            }
            try {
                // A full counter would block: then the waiter has not yet seen an earlier call, which is as good.
                libc.write(wakeUp, one);
            } catch (ErrnoException e) {
                throw new IllegalStateException("an eventfd takes every write but a blocking one", e);
            }
        }
    }

    @Override
    public void close() {
        synchronized (one) {
            wakeUp.close();
        }
    }

    private void takeWakeUps() throws ErrnoException {
        if (watches.get(0).isReady()) {
            libc.read(wakeUp, wakeUpCount);
        }
    }

    private void refuseClosed() {
        for (int i = 0; i < watches.size(); i++) {
            // Without this the kernel answers at once for ever, and the loop spins.
            if ((entries.getShort(i * ENTRY_LENGTH + RETURNED) & Linux.POLLNVAL) != 0) {
                throw new IllegalStateException("a watched descriptor was closed");
            }
        }
    }

    private void forget(Watch watch) {
        int last = watches.size() - 1;
        Watch moved = watches.get(last);
        watches.set(watch.slot, moved);
        watches.remove(last);
        if (moved != watch) {
            int returned = entries.getShort(last * ENTRY_LENGTH + RETURNED);
            moved.slot = watch.slot;
            fill(moved);
            entries.putShort(moved.slot * ENTRY_LENGTH + RETURNED, returned);
        }
        watch.slot = -1;
    }

    private void fill(Watch watch) {
        int at = watch.slot * ENTRY_LENGTH;
        entries.putInt(at, watch.descriptor.number())
                .putShort(at + EVENTS, Linux.POLLIN)
                .putShort(at + RETURNED, 0);
    }

    private NativeBuffer enlarged(NativeBuffer full) {
        NativeBuffer larger = libc.allocate(2 * full.capacity());
        for (int at = 0; at < full.capacity(); at += Long.BYTES) {
            larger.putLong(at, full.getLong(at));
        }
        return larger;
    }
}
