package org.vipagent.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Times as people write them. */
final class Words {
    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1_000 * MILLISECOND;

    private Words() {}

    /** A time of a configuration or an order, exactly: {@code 4 s}, {@code 100 ms}. */
    static String duration(long nanos) {
        long unit = nanos >= SECOND ? SECOND : MILLISECOND;
        BigDecimal value = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(unit), 6, RoundingMode.HALF_UP);
        return value.stripTrailingZeros().toPlainString() + (unit == SECOND ? " s" : " ms");
    }

    /** A time that was measured: in whole milliseconds below a second, else in hundredths of a second. */
    static String measured(long nanos) {
        if (nanos < MILLISECOND) {
            return "under 1 ms";
        }
        return nanos < SECOND
                ? (nanos + MILLISECOND / 2) / MILLISECOND + " ms"
                : String.format(Locale.ROOT, "%.2f s", nanos / (double) SECOND);
    }
}
