package org.vipagent.daemon;

import org.vipagent.daemon.cli.ExitCode;

/** The daemon cannot start, and why, in words for the operator. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private StartException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Something is in the way. */
    static StartException trouble(String message) {
        return new StartException(message, ExitCode.TROUBLE);
    }

    /** A permission is missing, or a file cannot be used. */
    static StartException notPermitted(String message) {
        return new StartException(message, ExitCode.NOT_PERMITTED);
    }

    /** The configuration asks for what cannot be. */
    static StartException configuration(String message) {
        return new StartException(message, ExitCode.CONFIGURATION);
    }

    /** With what the process should end. */
    public int exitCode() {
        return exitCode;
    }
}
