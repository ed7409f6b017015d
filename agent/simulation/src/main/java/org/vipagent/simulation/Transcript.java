package org.vipagent.simulation;

import java.util.Locale;
import java.util.function.Consumer;

/** What happened, for people to read. A run without a reader costs nothing for it. */
public final class Transcript {
    private static final double SECOND = 1e9;

    private final Reader reader;
    private final boolean wanted;

    /** Takes what happened, in its order. */
    public interface Reader {
        /**
         * One thing that happened.
         *
         * @param at nanoseconds since the world began
         * @param who a node, {@code chaos}, {@code cloud}, {@code operator} or {@code world}
         */
        void line(long at, String who, String what);
    }

    private Transcript(Reader reader, boolean wanted) {
        this.reader = reader;
        this.wanted = wanted;
    }

    /** Nobody reads. */
    public static Transcript none() {
        return new Transcript((at, who, what) -> {}, false);
    }

    /** Gives each line, as text without its end, to a reader. */
    public static Transcript to(Consumer<String> lines) {
        return parts((at, who, what) ->
                lines.accept(String.format(Locale.ROOT, "%10.4f  %-10s %s", at / SECOND, who, what)));
    }

    /** Gives the parts of each line to a reader. */
    public static Transcript parts(Reader reader) {
        return new Transcript(reader, true);
    }

    /** Whether anybody reads; ask before putting a text together. */
    boolean isWanted() {
        return wanted;
    }

    void line(long at, String who, String what) {
        if (wanted) {
            reader.line(at, who, what);
        }
    }
}
