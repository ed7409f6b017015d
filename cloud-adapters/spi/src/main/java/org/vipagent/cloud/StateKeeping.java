package org.vipagent.cloud;

import java.util.Optional;

/**
 * Keeps for one adapter what it must still know after a restart of the process. What cannot be kept is the keeper's
 * trouble to report, never the adapter's: a move of the master's claims is more important. Safe for use from several
 * threads.
 */
public interface StateKeeping {
    /** Keeps nothing: for a look that changes nothing, and for tests. */
    StateKeeping NOWHERE = new StateKeeping() {
        @Override
        public Optional<String> recall() {
            return Optional.empty();
        }

        @Override
        public void keep(String text) {}

        @Override
        public void setAside(String why) {}
    };

    /** What was kept last; empty where nothing was, or nothing that could be used. */
    Optional<String> recall();

    /**
     * Puts this in the place of what was kept before. When it returns, the text outlives a crash of the machine, unless
     * the keeper has a trouble.
     *
     * @param text without secrets
     */
    void keep(String text);

    /**
     * What {@link #recall} gave cannot be used: keeps it apart for the operator, out of the way of what is kept next.
     *
     * @param why in one line, for the operator
     */
    void setAside(String why);
}
