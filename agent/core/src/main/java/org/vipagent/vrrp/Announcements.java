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
 * @param claimant the same for stations that answer for our addresses
 */
record Announcements(boolean applied, long lastAt, Bursts bursts, Rival rival, Claimant claimant) {
    /** Distance of bursts that the kernel's reports cause. */
    private static final long REAPPLIED_GAP_NANOS = 1_000_000_000L;

    /**
     * A rival is answered with a burst at once and then at growing distances, so that one who never stops talking
     * cannot make us flood the link; one that has to wait is put off, not forgotten. One who falls silent has stepped
     * down, or is gone, and may have announced itself after us: then the burst does not wait any longer.
     *
     * @param burstFrom from when on a rival may cause a burst
     * @param gapNanos distance of the burst after that one
     * @param heardAt when a rival was last heard
     * @param silentAt when it counts as silent, or never
     */
    record Rival(long burstFrom, long gapNanos, long heardAt, long silentAt) {
        private static final long FIRST_GAP_NANOS = 100_000_000L;
        private static final long LAST_GAP_NANOS = 1_000_000_000L;
        private static final long FORGOTTEN_NANOS = 10_000_000_000L;
        /** An advert may be late by as much on a healthy machine. */
        private static final long LATENESS_NANOS = 5_000_000L;

        static final Rival NONE = new Rival(0, FIRST_GAP_NANOS, 0, RouterState.NEVER);

        Rival heard(long interval, long now) {
            return new Rival(burstFrom, gapNanos, now, now + interval + LATENESS_NANOS);
        }

        Rival burstAt(long at, long interval, long now) {
            long gap = now - heardAt > FORGOTTEN_NANOS ? FIRST_GAP_NANOS : gapNanos;
            Rival rival = new Rival(at + gap, Math.min(2 * gap, LAST_GAP_NANOS), now, RouterState.NEVER);
            // After a burst at once the single packet that follows it is soon enough, unless adverts come more often.
            boolean waits = at > now || interval + LATENESS_NANOS < Bursts.FOLLOW_UP_NANOS;
            return waits ? rival.heard(interval, now) : rival;
        }

        Rival forgottenAsSilent() {
            return new Rival(burstFrom, gapNanos, heardAt, RouterState.NEVER);
        }
    }

    /** A mastership begins; the kernel is not ready yet. */
    static Announcements waiting() {
        return new Announcements(false, 0, Bursts.NONE, Rival.NONE, Claimant.NONE);
    }

    long nextAt() {
        return Math.min(bursts.nextAt(), rival.silentAt());
    }

    /** The kernel holds the addresses: now for the first time, or again after a repair or a reload. */
    Announcements applied(AnnouncePolicy policy, long now) {
        long at = applied ? Math.max(now, lastAt + REAPPLIED_GAP_NANOS) : now;
        return new Announcements(true, lastAt, Bursts.ofMaster(policy, at), rival, claimant);
    }

    /** Mastership is confirmed after a pause: as at its beginning, if the kernel had the addresses. */
    Announcements again(AnnouncePolicy policy, long now) {
        return applied ? new Announcements(true, lastAt, Bursts.ofMaster(policy, now), rival, claimant) : this;
    }

    /** The kernel may have let the addresses go: nothing until it has them again, and then as at the beginning. */
    Announcements unconfirmed() {
        return new Announcements(false, lastAt, Bursts.NONE, rival.forgottenAsSilent(), claimant);
    }

    /** No burst for now; {@link #again} ends it. */
    Announcements held() {
        return new Announcements(applied, lastAt, Bursts.NONE, rival.forgottenAsSilent(), claimant);
    }

    /**
     * Another master was heard.
     *
     * @param interval at which it advertises
     */
    Announcements rivalHeard(AnnouncePolicy policy, long interval, long now) {
        if (!applied || policy.lowerPriorityRepeat() == 0) {
            return this;
        }
        long at = Math.max(now, rival.burstFrom());
        if (bursts.soonAt() <= at) {
            return new Announcements(true, lastAt, bursts, rival.heard(interval, now), claimant);
        }
        Bursts more = bursts.burst(policy.lowerPriorityRepeat(), policy.lowerPriorityDelayNanos(), at);
        return new Announcements(true, lastAt, more, rival.burstAt(at, interval, now), claimant);
    }

    /**
     * Another station answers for one of the addresses.
     *
     * @param askedEvery from one question of ours to the next
     */
    Announcements claimSeen(AnnouncePolicy policy, long askedEvery, long now) {
        if (!applied || policy.claimRepeat() == 0) {
            return this;
        }
        // What was announced a moment ago has not arrived everywhere yet, and the single packet after a burst follows.
        boolean planned = bursts.soonAt() != RouterState.NEVER || bursts.followAt() != RouterState.NEVER;
        long at = claimant.answerAt(askedEvery, now);
        if (planned || at == RouterState.NEVER) {
            return new Announcements(true, lastAt, bursts, rival, claimant.heard(now));
        }
        Bursts more = bursts.burst(policy.claimRepeat(), policy.lowerPriorityDelayNanos(), at);
        return new Announcements(true, lastAt, more, rival, claimant.answered(askedEvery, at, now));
    }

    /** Packets per address that are due; 0 = nothing is. */
    int repeatDue(AnnouncePolicy policy, long now) {
        int silence = rival.silentAt() <= now ? policy.lowerPriorityRepeat() : 0;
        return Math.max(silence, bursts.repeatDue(policy, now));
    }

    /** What is left to do after everything that is due was sent. */
    Announcements sent(AnnouncePolicy policy, long now) {
        if (rival.silentAt() <= now) {
            Bursts last = bursts.burst(policy.lowerPriorityRepeat(), policy.lowerPriorityDelayNanos(), now);
            return new Announcements(applied, now, last.sent(policy, now), rival.forgottenAsSilent(), claimant);
        }
        return new Announcements(applied, now, bursts.sent(policy, now), rival, claimant);
    }
}
