package org.vipagent.cloud;

/**
 * What a plan may do.
 *
 * @param interruption for how long a path that works may be interrupted
 * @param severalHolders who keeps an address that two machines of the cluster hold
 */
public record Policy(Interruption interruption, SeveralHolders severalHolders) {
    /** For how long a path that works may be interrupted. A longer one includes the shorter. */
    public enum Interruption {
        /** Not at all. */
        NONE,
        /** As long as one rule is updated in place, twice: about a second. */
        BRIEF,
        /** As long as it takes. */
        ANY
    }

    /** Who keeps an address that two machines of the cluster hold, as after two {@code addIpToNic} at the same time. */
    public enum SeveralHolders {
        /**
         * The machine with the lesser id: all that two masters that do not hear each other can both see. The other one
         * takes its own away, never the other's.
         */
        LESSER_ID_KEEPS,
        /** The master, since it was heard that the other one has given way. */
        MASTER_KEEPS
    }

    public boolean mayInterrupt() {
        return interruption == Interruption.ANY;
    }

    public boolean mayInterruptBriefly() {
        return interruption != Interruption.NONE;
    }
}
