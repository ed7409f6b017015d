package org.vipagent.integration;

import java.nio.file.Path;
import java.util.List;
import org.vipagent.daemon.lab.AgentProcess;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.Installation;

/** vipagent. Its kernel lets the address go by itself when the daemon dies: no machine needs to die with it. */
final class OurRouter extends ConfiguredRouter<AgentProcess> {
    /** Seconds; short, because each death in a test has to wait for it. */
    static final int VIP_LIFETIME = 3;

    private final Path directory;

    OurRouter(Form form, Host host, List<String> peers, Path directory) {
        super(form, host, peers);
        this.directory = directory;
    }

    @Override
    AgentProcess started(Manner manner) {
        return AgentProcess.start(
                Installation.running(), place(), config(manner, "    vip_lifetime " + VIP_LIFETIME + "\n"));
    }

    Path log() {
        return place().log();
    }

    Path controlSocket() {
        return place().runtimeDirectory().resolve("control.sock");
    }

    private AgentProcess.Place place() {
        return new AgentProcess.Place(host(), directory);
    }

    @Override
    public boolean standsBy() {
        return process().state(INSTANCE).filter("BACKUP"::equals).isPresent();
    }

    /**
     * It asks whether another one has its address, and so notices one that steps down in silence. FRR has its address
     * on a device of its own, which does not hear that: only its parent is in VRRP's group.
     */
    @Override
    public boolean announcesAfterHeal(Router other) {
        return !(other instanceof FrrRouter);
    }
}
