package org.vipagent.simulation;

import org.vipagent.node.NodeEffect;
import org.vipagent.node.NodeEvent;

/**
 * Whatever is heard, nobody answers without end: adverts, announcements and the lines of the journal have a bound for
 * each second. Changes of role are worth some more.
 */
final class NoStorm implements SafetyCheck {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long LONGEST_ANSWER_GAP_NANOS = 100_000_000L;
    private static final int SPARE = 5;
    private static final int PER_CHANGE = 4;
    private static final int ANNOUNCEMENTS = 60;
    private static final int ANNOUNCEMENTS_PER_CHANGE = 20;
    /** Each reason once; there are fewer. */
    private static final int NOTES_PER_MINUTE = 24;

    private final SimWorld world;
    private final long shortestAdvertNanos;
    private final Tally[] tallies;

    /** What one process has done in the present second of its clock, and written in the present minute. */
    private static final class Tally {
        private final int boots;
        private long second = -1;
        private int adverts;
        private int announcements;
        private int changes;
        private long minute = -1;
        private int notes;

        Tally(int boots) {
            this.boots = boots;
        }

        void at(long local) {
            if (local / SECOND != second) {
                second = local / SECOND;
                adverts = 0;
                announcements = 0;
                changes = 0;
            }
            if (local / MINUTE != minute) {
                minute = local / MINUTE;
                notes = 0;
            }
        }
    }

    NoStorm(SimWorld world) {
        this.world = world;
        this.shortestAdvertNanos = world.site().shortestAdvertNanos();
        this.tallies = new Tally[world.machines().size()];
        for (int i = 0; i < tallies.length; i++) {
            tallies[i] = new Tally(0);
        }
    }

    private Tally tally(SimMachine machine) {
        Tally tally = tallies[machine.index()];
        if (tally.boots != machine.boots()) {
            tally = new Tally(machine.boots());
            tallies[machine.index()] = tally;
        }
        tally.at(machine.local());
        return tally;
    }

    @Override
    public void mastership(SimMachine machine, int instance, long epoch) {
        tally(machine).changes++;
    }

    @Override
    public void sent(SimProcess process, NodeEffect.SendPacket packet) {
        Tally tally = tally(process.machine());
        tally.adverts++;
        long answerGap = Math.min(shortestAdvertNanos, LONGEST_ANSWER_GAP_NANOS);
        long each = SECOND / shortestAdvertNanos + SECOND / answerGap + SPARE + (long) PER_CHANGE * tally.changes;
        long copies = packet.destination().isMulticast() ? 1 : world.machines().size() - 1;
        if (tally.adverts > each * copies * world.site().instances()) {
            report(process, tally.adverts + " adverts in a second");
        }
    }

    @Override
    public void reloaded(SimProcess process) {
        tally(process.machine()).changes++;
    }

    @Override
    public void announced(SimProcess process, NodeEffect.AnnounceAddresses announcement) {
        Tally tally = tally(process.machine());
        tally.announcements += announcement.repeat() * announcement.addresses().size();
        int allowed = ANNOUNCEMENTS + ANNOUNCEMENTS_PER_CHANGE * tally.changes;
        if (tally.announcements > allowed * world.site().instances()) {
            report(process, tally.announcements + " announcements in a second");
        }
    }

    @Override
    public void journalled(SimProcess process, NodeEvent event) {
        Tally tally = tally(process.machine());
        if (event.text().startsWith("dropped:")
                && ++tally.notes > NOTES_PER_MINUTE * world.site().instances()) {
            report(process, tally.notes + " notes of dropped packets in a minute");
        }
    }

    private void report(SimProcess process, String what) {
        world.watch().report("no storm", process.machine().name() + ": " + what);
    }
}
