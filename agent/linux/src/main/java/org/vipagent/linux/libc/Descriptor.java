package org.vipagent.linux.libc;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * An open file descriptor with one owner. Closing twice is harmless; using it after that is an error of the caller and
 * never reaches a descriptor that the kernel has given to someone else.
 */
public final class Descriptor implements AutoCloseable {
    private static final int CLOSED = -1;

    private final Libc libc;
    private final AtomicInteger number;

    Descriptor(Libc libc, int number) {
        this.libc = libc;
        this.number = new AtomicInteger(number);
    }

    /**
     * The number the kernel knows it by.
     *
     * @throws IllegalStateException if it is closed
     */
    public int number() {
        int open = number.get();
        if (open == CLOSED) {
            throw new IllegalStateException("the descriptor is closed");
        }
        return open;
    }

    public boolean isOpen() {
        return number.get() != CLOSED;
    }

    @Override
    public void close() {
        int open = number.getAndSet(CLOSED);
        if (open != CLOSED) {
            libc.close(open);
        }
    }
}
