package org.vipagent.daemon.cli;

import org.vipagent.config.AgentConfig;

/** Looks at the clouds of a configuration and plans, without a daemon; changes nothing. */
public interface CloudLook {
    /**
     * One line of JSON as a running daemon would answer it.
     *
     * @throws Unable if no look is possible at all
     */
    String plan(AgentConfig config) throws Unable;

    /** Why nothing could be looked at. */
    final class Unable extends Exception {
        private static final long serialVersionUID = 1;

        private final int exitCode;

        public Unable(String message, int exitCode) {
            super(message);
            this.exitCode = exitCode;
        }

        /** With what the process should exit. */
        public int exitCode() {
            return exitCode;
        }
    }
}
