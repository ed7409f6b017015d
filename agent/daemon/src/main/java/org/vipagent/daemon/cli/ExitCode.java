package org.vipagent.daemon.cli;

/** With what number a command ends. Scripts rely on these. */
public final class ExitCode {
    /** Done; for {@code status}: all is well. */
    public static final int OK = 0;
    /** It runs, or was to run, and something is wrong: trouble in {@code status}, a second daemon for {@code run}. */
    public static final int TROUBLE = 1;
    /** The command line cannot be understood. */
    public static final int USAGE = 2;
    /** No daemon answers. */
    public static final int NO_DAEMON = 3;
    /** A file cannot be read, or a permission is missing. */
    public static final int NOT_PERMITTED = 4;
    /** The configuration has errors. */
    public static final int CONFIGURATION = 5;
    /** A fault of this program (EX_SOFTWARE of sysexits.h). */
    public static final int INTERNAL = 70;

    private ExitCode() {}
}
