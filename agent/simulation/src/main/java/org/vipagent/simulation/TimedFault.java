package org.vipagent.simulation;

import java.util.Optional;

/**
 * A fault and when it is to happen.
 *
 * @param text as it was written, without the time
 * @param at nanoseconds after the agents start; empty: some time after the one before
 */
record TimedFault(String text, Fault fault, Optional<Long> at) {
    /** The same, at an instant. */
    TimedFault at(long instant) {
        return new TimedFault(text, fault, Optional.of(instant));
    }

    /** When it is over; the instant must be known. */
    long endsAt() {
        return at.orElseThrow() + fault.lastsNanos();
    }
}
