package org.vipagent.vrrp;

/**
 * Another station that answers for our addresses, and how far it may hurry us. It may never have spoken VRRP: if it
 * does not fall silent, then two masters do not hear each other's adverts, and two that outcry each other for ever are
 * worse for clients than one that wins. So it is announced against ever more rarely; one that comes after a calm, at
 * once.
 *
 * @param burstFrom from when on it may cause a burst
 * @param gapNanos distance of the burst after that one
 * @param heardAt when it was last heard
 */
record Claimant(long burstFrom, long gapNanos, long heardAt) {
    private static final long FIRST_GAP_NANOS = 100_000_000L;
    private static final int GROWTH = 4;
    private static final long LAST_GAP_NANOS = 60_000_000_000L;
    private static final long LONGEST_WAIT_NANOS = GROWTH * FIRST_GAP_NANOS;
    private static final long LEAST_CALM_NANOS = 200_000_000L;
    /** One answer may be lost, and one instance's turn to ask may come late, before a station counts as silent. */
    private static final int QUESTIONS_OF_A_CALM = 3;

    static final Claimant NONE = new Claimant(0, FIRST_GAP_NANOS, 0);

    /** How long it must not have been heard to count as silent, where it is asked so often. */
    static long calm(long least, long askedEvery) {
        return Math.max(least, QUESTIONS_OF_A_CALM * askedEvery);
    }

    /**
     * When it is to be announced against: now, a moment later, or not at all. It may fall silent, having heard us, before
     * it is heard once more: a partition that heals soon after another one did.
     */
    long answerAt(long askedEvery, long now) {
        if (now >= burstFrom || isNew(askedEvery, now)) {
            return now;
        }
        return burstFrom - now <= LONGEST_WAIT_NANOS ? burstFrom : RouterState.NEVER;
    }

    Claimant heard(long now) {
        return new Claimant(burstFrom, gapNanos, now);
    }

    /** It will be announced against at that time. */
    Claimant answered(long askedEvery, long at, long now) {
        long gap = isNew(askedEvery, now) ? FIRST_GAP_NANOS : gapNanos;
        return new Claimant(at + gap, Math.min(GROWTH * gap, LAST_GAP_NANOS), now);
    }

    private boolean isNew(long askedEvery, long now) {
        return now - heardAt > calm(LEAST_CALM_NANOS, askedEvery);
    }
}
