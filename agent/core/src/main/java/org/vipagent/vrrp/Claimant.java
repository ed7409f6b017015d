package org.vipagent.vrrp;

/**
 * Another station that answers for our addresses, and how far it may hurry us. It may never have spoken VRRP: if it does
 * not fall silent, then two masters do not hear each other's adverts, and two that outcry each other for ever are worse
 * for clients than one that wins. So it is announced against ever more rarely; one that comes after a calm, at once.
 *
 * @param burstFrom from when on it may cause a burst
 * @param gapNanos distance of the burst after that one
 * @param heardAt when it was last heard
 */
record Claimant(long burstFrom, long gapNanos, long heardAt) {
    private static final long FIRST_GAP_NANOS = 500_000_000L;
    private static final int GROWTH = 4;
    private static final long LAST_GAP_NANOS = 60_000_000_000L;
    private static final long CALM_NANOS = 10_000_000_000L;

    static final Claimant NONE = new Claimant(0, FIRST_GAP_NANOS, 0);

    /** Whether it may cause a burst now. */
    boolean isUrgent(long now) {
        return now >= burstFrom || isNew(now);
    }

    Claimant heard(long now) {
        return new Claimant(burstFrom, gapNanos, now);
    }

    Claimant answered(long now) {
        long gap = isNew(now) ? FIRST_GAP_NANOS : gapNanos;
        return new Claimant(now + gap, Math.min(GROWTH * gap, LAST_GAP_NANOS), now);
    }

    private boolean isNew(long now) {
        return now - heardAt > CALM_NANOS;
    }
}
