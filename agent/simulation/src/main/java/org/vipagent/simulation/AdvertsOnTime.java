package org.vipagent.simulation;

import org.vipagent.config.Peer;
import org.vipagent.node.NodeEffect;

/**
 * A master that nothing disturbs sends its adverts by its clock, none missing, and lateness does not add up: the
 * hundredth is due a hundred intervals after the first. A flood of adverts that are not to be believed is no
 * disturbance.
 */
final class AdvertsOnTime implements SafetyCheck {
    private static final long NEVER = Long.MIN_VALUE;
    /** What a turn may be late by, and what a process needs to find its feet after standing still. */
    private static final long SLACK_NANOS = 3_000_000L;

    private final SimWorld world;
    private final Schedule[][] schedules;
    /** The processes that acted when this looked last. */
    private final SimProcess[] acting;

    /** One instance's adverts, by its machine's clock. */
    private static final class Schedule {
        private final long interval;
        private long sentAt = NEVER;
        /** Within an interval after this an advert may be an answer, or overdue. */
        private long disturbedAt;

        private long countedFrom = NEVER;
        private int count;

        Schedule(long interval) {
            this.interval = interval;
        }

        void disturbed(long now) {
            countedFrom = NEVER;
            disturbedAt = now;
        }

        void mastership(boolean begins, long now) {
            disturbed(now);
            sentAt = begins ? now : NEVER;
        }

        /** Returns how far from the schedule this advert is. */
        long sent(long now) {
            sentAt = now;
            if (now - disturbedAt < interval) {
                return 0;
            }
            if (countedFrom == NEVER) {
                countedFrom = now;
                count = 0;
            }
            return Math.abs(now - countedFrom - interval * count++);
        }
    }

    AdvertsOnTime(SimWorld world) {
        this.world = world;
        this.schedules = new Schedule[world.machines().size()][world.site().instances()];
        this.acting = new SimProcess[schedules.length];
        for (SimMachine machine : world.machines()) {
            for (int i = 0; i < world.site().instances(); i++) {
                schedules[machine.index()][i] = new Schedule(interval(machine.seat(), i));
            }
        }
    }

    private long interval(Seat seat, int instance) {
        return world.site().has(seat, instance)
                ? world.site().instance(seat, instance).advertInterval().toNanos()
                : 0;
    }

    @Override
    public void mastership(SimMachine machine, int instance, long epoch) {
        schedules[machine.index()][instance].mastership(epoch != 0, machine.local());
    }

    @Override
    public void heard(SimProcess process, SimMachine sender, int instance) {
        schedules[process.machine().index()][instance].disturbed(process.local());
    }

    @Override
    public void resumed(SimProcess process) {
        for (Schedule schedule : schedules[process.machine().index()]) {
            schedule.disturbed(process.local());
        }
    }

    @Override
    public void sent(SimProcess process, NodeEffect.SendPacket packet) {
        int instance = world.site().instanceOf(process.machine().seat(), packet);
        if (instance < 0
                || Site.isFarewell(packet)
                || !process.standing().isMaster(instance)
                || !isFirstCopy(packet, process.machine(), instance)) {
            return;
        }
        Schedule schedule = schedules[process.machine().index()][instance];
        long off = schedule.sent(process.local());
        if (!world.isPunctual()) {
            schedule.disturbed(process.local());
            return;
        }
        if (off > SLACK_NANOS) {
            report(process.machine(), "sends an advert that is " + off / 1000 + " µs off its schedule");
        }
    }

    /** To unicast peers an advert goes several times; one of them counts. */
    private boolean isFirstCopy(NodeEffect.SendPacket packet, SimMachine machine, int instance) {
        if (packet.destination().isMulticast()) {
            return true;
        }
        Peer first = world.site()
                .instance(machine.seat(), instance)
                .delivery()
                .peers()
                .get(0);
        return packet.destination().equals(first.address());
    }

    @Override
    public void afterEvent(long now) {
        for (SimMachine machine : world.machines()) {
            SimProcess process = machine.isActing() ? machine.process() : null;
            if (process != acting[machine.index()]) {
                acting[machine.index()] = process;
                restart(machine);
            }
            if (process != null && world.isPunctual()) {
                look(machine);
            }
        }
    }

    private void restart(SimMachine machine) {
        for (int i = 0; i < schedules[machine.index()].length; i++) {
            boolean master =
                    machine.process() != null && machine.process().standing().isMaster(i);
            schedules[machine.index()][i].mastership(master, machine.local());
        }
    }

    private void look(SimMachine machine) {
        for (Schedule schedule : schedules[machine.index()]) {
            if (schedule.sentAt != NEVER && machine.local() - schedule.sentAt > schedule.interval + SLACK_NANOS) {
                report(
                        machine,
                        "is master and has sent no advert for " + (machine.local() - schedule.sentAt) / 1_000_000
                                + " ms");
            }
        }
    }

    private void report(SimMachine machine, String what) {
        world.watch().report("adverts on time", machine.name() + " " + what);
    }
}
