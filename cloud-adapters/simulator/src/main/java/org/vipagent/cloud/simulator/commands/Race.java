package org.vipagent.cloud.simulator.commands;

import java.util.SplittableRandom;
import org.vipagent.cloud.simulator.Habits;

/**
 * The server checks and inserts without a lock: of two calls for one thing that come close together the second may not
 * see what the first has inserted.
 */
final class Race {
    /** Measured at a live server: 3 of 7 tries 5 ms apart, 1 of 7 each 10, 20 and 40 ms apart, none of 21 later. */
    private static final int TRIES = 7;

    private static final int WON_WITHIN_5_MILLIS = 3;

    private final Habits habits;
    private final SplittableRandom random;

    Race(Habits habits, SplittableRandom random) {
        this.habits = habits;
        this.random = random;
    }

    /** Whether the check for a free address, made now, misses an address that was inserted then. */
    boolean missesAddress(long insertedAt, long now) {
        long apart = now - insertedAt;
        if (apart < habits.addRaceMillis()) {
            return true;
        }
        if (!habits.racesAsMeasured() || apart > 40) {
            return false;
        }
        return apart < 1 || random.nextInt(TRIES) < (apart <= 5 ? WON_WITHIN_5_MILLIS : 1);
    }

    /** Whether the check for a free port misses a rule; measured in 10 of 10 tries at the same instant, no others made. */
    boolean missesRule(long insertedAt, long now) {
        return habits.racesAsMeasured() && now - insertedAt < 1;
    }
}
