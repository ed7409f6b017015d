package org.vipagent.vrrp;

/**
 * When gratuitous ARP goes out during one mastership.
 *
 * <p>Nothing before the kernel holds the addresses: hosts would be told of an address that does not answer (RFC 9568
 * §8.1.2). After that a burst at once, a second one, and a slow refresh; and a burst whenever a rival was heard, since
 * its hardware address may be the one that clients know. Rivals are answered at once and then at growing distances, so
 * that one who never stops talking cannot make us flood the link.
 *
 * @param applied the kernel has the addresses of this mastership
 * @param lastAt the last burst
 * @param soonAt the next burst that an event asked for, or never
 * @param soonRepeat packets per address in it
 * @param secondAt the second burst after such an event, or never
 * @param secondRepeat packets per address in it
 * @param refreshAt the next refresh, or never
 * @param rivalFrom from when on a rival may cause a burst
 * @param rivalGap distance of the one after that
 * @param rivalHeardAt when a rival was last heard
 */
record Announcements(
        boolean applied,
        long lastAt,
        long soonAt,
        int soonRepeat,
        long secondAt,
        int secondRepeat,
        long refreshAt,
        long rivalFrom,
        long rivalGap,
        long rivalHeardAt) {
    private static final long NEVER = RouterState.NEVER;
    private static final long MILLISECOND = 1_000_000L;
    private static final long REAPPLIED_GAP = 1000 * MILLISECOND;
    private static final long FIRST_RIVAL_GAP = 100 * MILLISECOND;
    private static final long LAST_RIVAL_GAP = 5000 * MILLISECOND;
    private static final long RIVAL_FORGOTTEN = 10_000 * MILLISECOND;

    /** A mastership begins; the kernel is not ready yet. */
    static Announcements waiting() {
        return new Announcements(false, 0, NEVER, 0, NEVER, 0, NEVER, 0, FIRST_RIVAL_GAP, 0);
    }

    long nextAt() {
        return Math.min(soonAt, Math.min(secondAt, refreshAt));
    }

    /** The kernel holds the addresses: now for the first time, or again after a repair or a reload. */
    Announcements applied(AnnouncePolicy policy, long now) {
        long at = applied ? Math.max(now, lastAt + REAPPLIED_GAP) : now;
        return burstAt(at, policy);
    }

    /** Mastership is confirmed after a pause: as at its beginning, if the kernel had the addresses. */
    Announcements again(AnnouncePolicy policy, long now) {
        return applied ? burstAt(now, policy) : this;
    }

    private Announcements burstAt(long at, AnnouncePolicy policy) {
        return new Announcements(
                true,
                lastAt,
                policy.masterRepeat() > 0 ? at : NEVER,
                policy.masterRepeat(),
                policy.masterRepeat() > 0 ? later(at, policy.masterDelayNanos()) : NEVER,
                policy.masterRepeat(),
                policy.masterRefreshRepeat() > 0 ? later(at, policy.masterRefreshNanos()) : NEVER,
                rivalFrom,
                rivalGap,
                rivalHeardAt);
    }

    /** Whether there may be no burst for now; {@link #again} ends it. */
    Announcements held() {
        return new Announcements(applied, lastAt, NEVER, 0, NEVER, 0, NEVER, rivalFrom, rivalGap, rivalHeardAt);
    }

    /** Another master was heard. */
    Announcements rivalHeard(AnnouncePolicy policy, long now) {
        if (!applied || policy.lowerPriorityRepeat() == 0) {
            return this;
        }
        if (soonAt != NEVER) {
            return heardAt(now);
        }
        long gap = now - rivalHeardAt > RIVAL_FORGOTTEN ? FIRST_RIVAL_GAP : rivalGap;
        long at = Math.max(now, rivalFrom);
        return new Announcements(
                true,
                lastAt,
                at,
                policy.lowerPriorityRepeat(),
                later(at, policy.lowerPriorityDelayNanos()),
                policy.lowerPriorityRepeat(),
                refreshAt,
                at + gap,
                Math.min(2 * gap, LAST_RIVAL_GAP),
                now);
    }

    private Announcements heardAt(long now) {
        return new Announcements(
                applied, lastAt, soonAt, soonRepeat, secondAt, secondRepeat, refreshAt, rivalFrom, rivalGap, now);
    }

    /** Packets per address that are due; 0 = nothing is. */
    int repeatDue(AnnouncePolicy policy, long now) {
        int event = Math.max(soonAt <= now ? soonRepeat : 0, secondAt <= now ? secondRepeat : 0);
        return Math.max(event, refreshAt <= now ? policy.masterRefreshRepeat() : 0);
    }

    /** What is left to do after everything that is due was sent. */
    Announcements sent(AnnouncePolicy policy, long now) {
        return new Announcements(
                applied,
                now,
                soonAt <= now ? NEVER : soonAt,
                soonRepeat,
                secondAt <= now ? NEVER : secondAt,
                secondRepeat,
                refreshAt == NEVER ? NEVER : later(now, policy.masterRefreshNanos()),
                rivalFrom,
                rivalGap,
                rivalHeardAt);
    }

    private static long later(long at, long delay) {
        return delay == 0 ? NEVER : at + delay;
    }
}
