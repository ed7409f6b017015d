package org.vipagent.integration;

import org.vipagent.daemon.lab.Daemon;
import org.vipagent.daemon.lab.Host;

/** A router that is a daemon on a host, each time another one. */
abstract class DaemonRouter<D extends Daemon> implements Router {
    private final Form form;
    private final Host host;
    private D process;

    /** Not started yet. */
    DaemonRouter(Form form, Host host) {
        this.form = form;
        this.host = host;
    }

    final Form form() {
        return form;
    }

    @Override
    public final Host host() {
        return host;
    }

    /** The one that runs or was the last to run; null before the first start. */
    final D process() {
        return process;
    }

    @Override
    public final void start(Manner manner) {
        close();
        process = started(manner);
    }

    /** Starts the daemon; none of its kind runs on the host. */
    abstract D started(Manner manner);

    @Override
    public final void stop() {
        process.stop();
    }

    @Override
    public void die() {
        process.kill();
    }

    @Override
    public final boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public final void close() {
        if (process != null) {
            process.close();
        }
    }
}
