package org.vipagent.node;

import java.util.List;

/** Tells the link where the addresses of one instance are. */
final class Announcing {
    private final Instance instance;
    private final Announcer announcer;
    private List<Announcement> announcements;
    private int masterRepeat;

    Announcing(Instance instance, InstanceConfig config, Announcer announcer) {
        this.instance = instance;
        this.announcer = announcer;
        this.announcements = Announcement.all(instance, config);
        this.masterRepeat = config.router().announce().masterRepeat();
    }

    /** Other addresses, or another pace: what was left to be announced is so with them. */
    void reconfigured(InstanceConfig config) {
        int left = 0;
        for (Announcement former : announcements) {
            left = Math.max(left, former.roundsLeft());
            former.retire();
        }
        announcements = Announcement.all(instance, config);
        masterRepeat = config.router().announce().masterRepeat();
        if (left > 0) {
            announce(left);
        }
    }

    /** Each address so often, and as soon as the link has room. */
    void announce(int repeat) {
        for (int i = 0; i < announcements.size(); i++) {
            announcer.announce(announcements.get(i), repeat);
        }
    }

    /** As at the beginning of a mastership. */
    void again() {
        if (masterRepeat > 0) {
            announce(masterRepeat);
        }
    }
}
