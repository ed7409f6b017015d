package org.vipagent.vrrp;

/**
 * When gratuitous ARP goes out during one mastership.
 *
 * <p>Nothing before the kernel holds the addresses: hosts would be told of an address that does not answer (RFC 9568
 * §8.1.2). After that a burst at once, a second one, and a slow refresh; and a burst whenever a rival was heard, since
 * its hardware address may be the one that clients know.
 *
 * @param applied the kernel has the addresses of this mastership
 * @param lastAt when anything was announced last
 * @param bursts what is planned
 * @param rival how far rivals may hurry us
 */
record Announcements(boolean applied, long lastAt, Bursts bursts, Rival rival) {
    /** Distance of bursts that the kernel's reports cause. */
    private static final long REAPPLIED_GAP_NANOS = 1_000_000_000L;

    /**
     * A rival is answered with a burst at once and then at growing distances, so that one who never stops talking cannot
     * make us flood the link; one that has to wait is put off, not forgotten.
     *
     * @param burstFrom from when on a rival may cause a burst
     * @param gapNanos distance of the burst after that one
     * @param heardAt when a rival was last heard
     */
    record Rival(long burstFrom, long gapNanos, long heardAt) {
        private static final long FIRST_GAP_NANOS = 100_000_000L;
        private static final long LAST_GAP_NANOS = 1_000_000_000L;
        private static final long FORGOTTEN_NANOS = 10_000_000_000L;

        static final Rival NONE = new Rival(0, FIRST_GAP_NANOS, 0);

        Rival heard(long now) {
            return new Rival(burstFrom, gapNanos, now);
        }

        Rival burstAt(long at, long now) {
            long gap = now - heardAt > FORGOTTEN_NANOS ? FIRST_GAP_NANOS : gapNanos;
            return new Rival(at + gap, Math.min(2 * gap, LAST_GAP_NANOS), now);
        }
    }

    /** A mastership begins; the kernel is not ready yet. */
    static Announcements waiting() {
        return new Announcements(false, 0, Bursts.NONE, Rival.NONE);
    }

    long nextAt() {
        return bursts.nextAt();
    }

    /** The kernel holds the addresses: now for the first time, or again after a repair or a reload. */
    Announcements applied(AnnouncePolicy policy, long now) {
        long at = applied ? Math.max(now, lastAt + REAPPLIED_GAP_NANOS) : now;
        return new Announcements(true, lastAt, Bursts.ofMaster(policy, at), rival);
    }

    /** Mastership is confirmed after a pause: as at its beginning, if the kernel had the addresses. */
    Announcements again(AnnouncePolicy policy, long now) {
        return applied ? new Announcements(true, lastAt, Bursts.ofMaster(policy, now), rival) : this;
    }

    /** No burst for now; {@link #again} ends it. */
    Announcements held() {
        return new Announcements(applied, lastAt, Bursts.NONE, rival);
    }

    /** Another master was heard. */
    Announcements rivalHeard(AnnouncePolicy policy, long now) {
        if (!applied || policy.lowerPriorityRepeat() == 0) {
            return this;
        }
        if (bursts.soonAt() != RouterState.NEVER) {
            return new Announcements(true, lastAt, bursts, rival.heard(now));
        }
        long at = Math.max(now, rival.burstFrom());
        Bursts more = bursts.burst(policy.lowerPriorityRepeat(), policy.lowerPriorityDelayNanos(), at);
        return new Announcements(true, lastAt, more, rival.burstAt(at, now));
    }

    /** Packets per address that are due; 0 = nothing is. */
    int repeatDue(AnnouncePolicy policy, long now) {
        return bursts.repeatDue(policy, now);
    }

    /** What is left to do after everything that is due was sent. */
    Announcements sent(AnnouncePolicy policy, long now) {
        return new Announcements(applied, now, bursts.sent(policy, now), rival);
    }
}
