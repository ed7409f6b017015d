package org.vipagent.daemon.lab;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Things that go together: the newest first, and each of them whatever becomes of the others. For one thread at a time. */
final class Belongings implements AutoCloseable {
    private final Deque<AutoCloseable> things = new ArrayDeque<>();

    /** Returns what it was given. */
    <T extends AutoCloseable> T add(T thing) {
        things.push(thing);
        return thing;
    }

    /**
     * Closes them. May be called again.
     *
     * @throws LabException that names all that could not be closed
     */
    @Override
    public void close() {
        List<String> left = new ArrayList<>();
        while (!things.isEmpty()) {
            try {
                things.pop().close();
            } catch (Exception e) {
                left.add(String.valueOf(e.getMessage()));
            }
        }
        if (!left.isEmpty()) {
            throw new LabException("could not be removed: " + String.join("; ", left));
        }
    }

    /** Closes something that was of no use, and keeps the reason the first to be told of. */
    static void closeBecauseOf(RuntimeException reason, AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception e) {
            reason.addSuppressed(e);
        }
    }
}
