package org.vipagent.daemon.lab;

/** A VRRP daemon that runs, ours or another's: one process or several. */
public interface Daemon extends AutoCloseable {
    /** Whether all of it runs. */
    boolean isAlive();

    /** SIGTERM; returns when it has ended, with the exit code of what speaks VRRP. */
    int stop();

    /** SIGKILL to all of it, so that nothing can tidy up. */
    void kill();

    /** Ends it, and removes what it has of the host. */
    @Override
    void close();
}
