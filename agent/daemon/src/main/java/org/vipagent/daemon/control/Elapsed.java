package org.vipagent.daemon.control;

import java.util.Locale;

/** Words for a time that has passed, as short as an operator wants it: {@code 0.3 s}, {@code 42 s}, {@code 5 min}. */
public final class Elapsed {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long WHOLE_SECONDS_FROM = 10 * SECOND;

    private Elapsed() {}

    /**
     * In one number, cut rather than rounded from ten seconds on.
     *
     * @param nanos a negative one, as of a clock that was set back, counts as none
     */
    public static String words(long nanos) {
        if (nanos >= 2 * DAY) {
            return nanos / DAY + " d";
        }
        if (nanos >= 2 * HOUR) {
            return nanos / HOUR + " h";
        }
        if (nanos >= 2 * MINUTE) {
            return nanos / MINUTE + " min";
        }
        if (nanos >= WHOLE_SECONDS_FROM) {
            return nanos / SECOND + " s";
        }
        return String.format(Locale.ROOT, "%.1f s", Math.max(0, nanos) / (double) SECOND);
    }

    /** An interval, exactly: {@code 0.01 s}, {@code 1 s}. */
    public static String interval(double seconds) {
        String text = Double.toString(seconds);
        return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " s";
    }

    /** Nanoseconds as seconds. */
    static double seconds(long nanos) {
        return nanos / (double) SECOND;
    }
}
