package org.vipagent.cloud.simulator.api;

import java.util.SplittableRandom;
import java.util.UUID;

/** Makes ids that look like those of the real server, the same ones for the same seed. */
public final class Ids {
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final SplittableRandom random;

    public Ids(SplittableRandom random) {
        this.random = random;
    }

    public String next() {
        long high = (random.nextLong() & ~0xf000L) | VERSION_4;
        long low = (random.nextLong() >>> 2) | VARIANT;
        return new UUID(high, low).toString();
    }

    /** The given id, or a new one where none is given. */
    public String orNext(String given) {
        return given.isEmpty() ? next() : given;
    }

    /** Whether a text has the form of an id: 36 characters, groups of hexadecimal digits. */
    public static boolean looksLikeOne(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : c > 'f' || Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
