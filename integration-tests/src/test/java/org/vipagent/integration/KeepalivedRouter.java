package org.vipagent.integration;

import java.nio.file.Path;
import java.util.List;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.KeepalivedProcess;

/** keepalived. Its kernel keeps the address when it is killed. */
final class KeepalivedRouter extends ConfiguredRouter<KeepalivedProcess> {
    private final Machine machine;
    private final Path directory;
    private int starts;

    KeepalivedRouter(Form form, List<String> peers, Machine machine, Path directory) {
        super(form, machine.host(), peers);
        this.machine = machine;
        this.directory = directory;
    }

    @Override
    KeepalivedProcess started(Manner manner) {
        machine.reviveIfDead(this::forgetAddresses, peers());
        starts++;
        return KeepalivedProcess.start(host(), directory.resolve("start-" + starts), config(manner, ""));
    }

    private void forgetAddresses() {
        form().listedAddresses().forEach(a -> host().namespace()
                .ip("addr flush dev " + Host.INTERFACE + " to " + a.substring(0, a.indexOf('/'))));
    }

    @Override
    public boolean standsBy() {
        return process().hasBecomeBackup();
    }

    @Override
    public void die() {
        super.die();
        machine.die();
    }

    /** It does, because ours does not step down in silence. */
    @Override
    public boolean announcesAfterHeal(Router other) {
        return true;
    }
}
