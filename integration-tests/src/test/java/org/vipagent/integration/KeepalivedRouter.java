package org.vipagent.integration;

import java.nio.file.Path;
import java.util.List;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.KeepalivedProcess;

/** keepalived. Its kernel keeps the address when it is killed. */
final class KeepalivedRouter extends ConfiguredRouter {
    private final Machine machine;
    private final Path directory;
    private KeepalivedProcess process;
    private int starts;

    KeepalivedRouter(Form form, List<String> peers, Machine machine, Path directory) {
        super(form, machine.host(), peers);
        this.machine = machine;
        this.directory = directory;
    }

    @Override
    public void start(Manner manner) {
        close();
        machine.reviveIfDead(this::forgetAddresses, peers());
        starts++;
        process = KeepalivedProcess.start(host(), directory.resolve("start-" + starts), config(manner, ""));
    }

    private void forgetAddresses() {
        form().listedAddresses().forEach(a -> host().namespace()
                .ip("addr flush dev " + Host.INTERFACE + " to " + a.substring(0, a.indexOf('/'))));
    }

    KeepalivedProcess process() {
        return process;
    }

    @Override
    public boolean standsBy() {
        return process.hasBecomeBackup();
    }

    @Override
    public void stop() {
        process.stop();
    }

    @Override
    public void die() {
        process.kill();
        machine.die();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    /** It does, because ours does not step down in silence. */
    @Override
    public boolean announcesAfterHeal() {
        return true;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
