package org.vipagent.vrrp;

/**
 * Bursts of gratuitous ARP that are planned. A single packet follows each burst a moment later: the router that steps
 * down still answers ARP until its kernel has let go.
 *
 * @param soonAt the next burst that an event asked for, or never
 * @param soonRepeat packets per address in it
 * @param followAt the single packet after it, or never
 * @param secondAt the second burst after such an event, or never
 * @param secondRepeat packets per address in it
 * @param refreshAt the next refresh, or never
 */
record Bursts(long soonAt, int soonRepeat, long followAt, long secondAt, int secondRepeat, long refreshAt) {
    private static final long NEVER = RouterState.NEVER;
    /** Refreshes of many routers fall on the same instants, which are also those of adverts at a second's interval. */
    private static final long GRID_NANOS = 20_000_000L;

    private static final long GRID_LINES = 50;

    /** When the single packet comes. */
    static final long FOLLOW_UP_NANOS = 100_000_000L;

    static final Bursts NONE = new Bursts(NEVER, 0, NEVER, NEVER, 0, NEVER);

    /** A mastership is to be announced at this instant; earlier plans are void. */
    static Bursts ofMaster(AnnouncePolicy policy, long at) {
        Bursts refresh = NONE.withRefresh(policy, at);
        return policy.masterRepeat() == 0
                ? refresh
                : refresh.burst(policy.masterRepeat(), policy.masterDelayNanos(), at);
    }

    /** A burst and its second, planned beside the refresh. */
    Bursts burst(int repeat, long secondDelay, long at) {
        return new Bursts(at, repeat, at + FOLLOW_UP_NANOS, later(at, secondDelay), repeat, refreshAt);
    }

    private Bursts withRefresh(AnnouncePolicy policy, long now) {
        long interval = policy.masterRefreshNanos();
        long at = policy.masterRefreshRepeat() == 0 ? NEVER : later(now, interval);
        long line = Math.max(1, Math.min(GRID_NANOS, interval / GRID_LINES));
        return new Bursts(soonAt, soonRepeat, followAt, secondAt, secondRepeat, at == NEVER ? NEVER : at - at % line);
    }

    long nextAt() {
        return Math.min(Math.min(soonAt, followAt), Math.min(secondAt, refreshAt));
    }

    /** Packets per address that are due; 0 = nothing is. */
    int repeatDue(AnnouncePolicy policy, long now) {
        int event = Math.max(soonAt <= now ? soonRepeat : 0, secondAt <= now ? secondRepeat : 0);
        int slow = Math.max(followAt <= now ? 1 : 0, refreshAt <= now ? policy.masterRefreshRepeat() : 0);
        return Math.max(event, slow);
    }

    /** What is left after everything that is due was sent; the refresh counts from any burst. */
    Bursts sent(AnnouncePolicy policy, long now) {
        Bursts rest = new Bursts(
                soonAt <= now ? NEVER : soonAt,
                soonRepeat,
                followAt <= now ? NEVER : followAt,
                secondAt <= now ? NEVER : secondAt,
                secondRepeat,
                NEVER);
        return rest.withRefresh(policy, now);
    }

    private static long later(long at, long delay) {
        return delay == 0 ? NEVER : at + delay;
    }
}
