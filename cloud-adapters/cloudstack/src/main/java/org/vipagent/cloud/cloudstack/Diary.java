package org.vipagent.cloud.cloudstack;

import java.util.Optional;
import java.util.function.Supplier;
import org.vipagent.cloud.StateKeeping;

/**
 * Hands a {@link Keepsake} from one process to the next. To be written after each look, and after a stage was begun
 * and before any of its writes is sent. Safe for use from several threads.
 */
public final class Diary {
    private final StateKeeping state;
    private boolean used;

    public Diary(StateKeeping state) {
        this.state = state;
    }

    /** What was written last; empty where nothing was, or nothing that can be used: the operator is told why. */
    public synchronized Keepsake open() {
        Optional<String> text = state.recall();
        used = text.isPresent();
        try {
            return text.isPresent() ? KeepsakeCodec.read(text.get()) : Keepsake.EMPTY;
        } catch (UnusableKeepsakeException e) {
            state.setAside(e.getMessage());
            used = false;
            return Keepsake.EMPTY;
        }
    }

    /**
     * Writes down what is known now.
     *
     * @param now asked by one thread at a time, so that nothing older is ever written over what is newer
     */
    public synchronized void write(Supplier<Keepsake> now) {
        Keepsake keepsake = now.get();
        if (used || !keepsake.isEmpty()) {
            used = true;
            state.keep(KeepsakeCodec.write(keepsake));
        }
    }
}
