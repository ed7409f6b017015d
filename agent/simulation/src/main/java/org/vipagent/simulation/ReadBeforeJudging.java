package org.vipagent.simulation;

/**
 * Nobody becomes master while adverts lie unread in its socket. After a pause both are there, the overdue deadline and
 * the adverts that disprove it.
 */
final class ReadBeforeJudging implements SafetyCheck {
    private final Watch watch;

    ReadBeforeJudging(Watch watch) {
        this.watch = watch;
    }

    @Override
    public void mastership(SimMachine machine, int instance, long epoch) {
        int unread = machine.process().unreadPackets();
        if (epoch != 0 && unread > 0) {
            watch.report("read before judging", machine.name() + " becomes master with " + unread + " unread packets");
        }
    }
}
