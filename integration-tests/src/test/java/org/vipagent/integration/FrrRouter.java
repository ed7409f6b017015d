package org.vipagent.integration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vipagent.daemon.lab.FrrProcess;
import org.vipagent.daemon.lab.KernelWatch;

/** FRR. It holds the address by a device with the virtual MAC that is up; after SIGKILL that stays as it was. */
final class FrrRouter extends DaemonRouter<FrrProcess> {
    private final Machine machine;

    FrrRouter(Form form, Machine machine) {
        super(form, machine.host());
        this.machine = machine;
        FrrProcess.prepare(host(), router(new Manner(1, true)));
    }

    private FrrProcess.Router router(Manner manner) {
        return new FrrProcess.Router(
                form().version(),
                Form.VRID,
                manner.priority(),
                (int) form().interval().toMillis(),
                manner.preempt(),
                List.of(form().vip()));
    }

    @Override
    public String mac() {
        return router(new Manner(1, true)).mac();
    }

    @Override
    FrrProcess started(Manner manner) {
        machine.reviveIfDead(() -> FrrProcess.holdDown(host(), router(manner)), List.of());
        // As the others of the same segment, see ConfiguredRouter.
        return FrrProcess.startInRealTime(host(), router(manner));
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

    @Override
    public Optional<Boolean> holds(KernelWatch.Change change) {
        String device = router(new Manner(1, true)).device() + "@";
        return change.text().contains(" " + device) && !change.text().contains(" lladdr ")
                ? Optional.of(
                        change.text().contains("LOWER_UP") && change.text().contains("state UP"))
                : Optional.empty();
    }

    /** Its first advert over IPv6 is lost in a device that only comes up; the next one follows an interval later. */
    @Override
    public Duration firstAdvertDelay() {
        return form().isIpv6() ? form().interval() : Duration.ZERO;
    }

    /** It discards adverts of lower priority, and knows no other reason than becoming master. */
    @Override
    public boolean announcesAfterHeal(Router other) {
        return false;
    }
}
