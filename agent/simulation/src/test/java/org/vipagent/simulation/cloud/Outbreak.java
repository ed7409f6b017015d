package org.vipagent.simulation.cloud;

import java.util.Optional;

/** A failure that strikes one call after the failover, and for how long and how widely it goes on from there. */
final class Outbreak {
    static final long LASTS_NANOS = 30 * VirtualTime.SECOND;
    private static final long NEVER = Long.MAX_VALUE;

    private final Target target;
    private long seen;
    private long firstAt = NEVER;
    private int strikes;

    /** What else it strikes after the call that it is aimed at. */
    enum Span {
        /** Nothing. */
        ONCE,
        /** Every call of that command for 30 s. */
        COMMAND_30_S,
        /** Every call for 30 s. */
        API_30_S
    }

    /**
     * What it is aimed at.
     *
     * @param nth which call of that command after the failover, from 1
     */
    record Target(String command, int nth, Failure failure, Span span) {
        @Override
        public String toString() {
            return command + " #" + nth + " " + failure + " " + span;
        }
    }

    Outbreak(Target target) {
        this.target = target;
    }

    /** Counts a call and says whether it is struck. */
    Optional<Failure> onCall(String command, long now) {
        boolean aimedAt = command.equals(target.command());
        if (aimedAt && ++seen == target.nth()) {
            firstAt = now;
            strikes++;
            return Optional.of(target.failure());
        }
        boolean goesOn =
                switch (target.span()) {
                    case ONCE -> false;
                    case COMMAND_30_S -> aimedAt;
                    case API_30_S -> target.failure().canMeet(command);
                };
        if (goesOn && firstAt != NEVER && now < firstAt + LASTS_NANOS) {
            strikes++;
            return Optional.of(target.failure());
        }
        return Optional.empty();
    }

    Target target() {
        return target;
    }

    int strikes() {
        return strikes;
    }

    /** When it is over; never before it has struck. */
    long endsAt() {
        return firstAt == NEVER || target.span() == Span.ONCE ? firstAt : firstAt + LASTS_NANOS;
    }
}
