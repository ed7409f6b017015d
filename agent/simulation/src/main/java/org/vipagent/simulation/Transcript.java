package org.vipagent.simulation;

import java.util.Locale;
import java.util.function.Consumer;

/** What happened, for people to read. A run without a reader costs nothing for it. */
public final class Transcript {
    private static final double SECOND = 1e9;

    private final Consumer<String> reader;
    private final boolean wanted;

    private Transcript(Consumer<String> reader, boolean wanted) {
        this.reader = reader;
        this.wanted = wanted;
    }

    /** Nobody reads. */
    public static Transcript none() {
        return new Transcript(line -> {}, false);
    }

    /** Gives each line, without its end, to a reader. */
    public static Transcript to(Consumer<String> reader) {
        return new Transcript(reader, true);
    }

    /** Whether anybody reads; ask before putting a text together. */
    boolean isWanted() {
        return wanted;
    }

    void line(long now, String who, String what) {
        if (wanted) {
            reader.accept(String.format(Locale.ROOT, "%10.4f  %-10s %s", now / SECOND, who, what));
        }
    }
}
