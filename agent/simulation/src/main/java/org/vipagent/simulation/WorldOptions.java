package org.vipagent.simulation;

import org.vipagent.config.FollowMode;
import org.vipagent.config.GratuitousArp;

/**
 * What a world is like while nothing is wrong in it.
 *
 * @param cluster the nodes and their instances
 * @param cloud the zone and how it is followed
 * @param fireNanos how long things go wrong before the world heals
 */
public record WorldOptions(Cluster cluster, Cloud cloud, long fireNanos) {
    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1_000 * MILLISECOND;

    /**
     * The nodes; all of them have the same configuration but for the priority.
     *
     * @param nodes 2 to 5
     * @param instances 1 or 2; the order of priorities in the second is the reverse of the first
     * @param version of VRRP, 2 or 3
     * @param advertNanos the advert interval
     * @param downTimerAdverts adverts missed before a takeover
     * @param oddities what is unusual about it
     * @param preempt whether a better node takes over from a lesser master
     * @param preemptDelayNanos how long it waits before that
     * @param refreshNanos time between two refreshes of gratuitous ARP
     * @param stopTimeoutNanos the longest a planned stop may take
     */
    public record Cluster(
            int nodes,
            int instances,
            int version,
            long advertNanos,
            int downTimerAdverts,
            Oddities oddities,
            boolean preempt,
            long preemptDelayNanos,
            long refreshNanos,
            long stopTimeoutNanos) {
        /** The advert interval of a node; with uneven ones every second node takes twice as long. */
        public long advertNanos(int node) {
            return oddities.uneven && version == 3 && node % 2 == 1 ? 2 * advertNanos : advertNanos;
        }

        /** The longest advert interval of any node. */
        public long longestAdvertNanos() {
            return Math.max(advertNanos(0), advertNanos(1));
        }

        /** An upper bound of Master_Down_Interval for every node: the skew is less than one interval, or one second. */
        public long masterDownNanos() {
            long interval = longestAdvertNanos();
            return downTimerAdverts * interval + (version == 2 ? SECOND : interval);
        }
    }

    /**
     * What few clusters have.
     *
     * @param tied all nodes have the same priority, so that addresses decide
     * @param owner the best node has priority 255, and preempts whatever the configuration says
     * @param uneven the nodes' advert intervals differ; version 3 only
     * @param unicast adverts go to peers instead of the group
     */
    public record Oddities(boolean tied, boolean owner, boolean uneven, boolean unicast) {
        /** Nothing unusual. */
        public static final Oddities NONE = new Oddities(false, false, false, false);
    }

    /**
     * The cloud.
     *
     * @param forwards port-forwarding rules that each instance claims
     * @param peersKnown whether the configuration names the other nodes' machines
     * @param profile of the adapter: {@code cloudstack} or {@code idcf}
     * @param routerMillis what the virtual router needs for one command
     * @param requestTimeoutNanos for one request and its answer
     * @param jobTimeoutNanos for one asynchronous job
     */
    public record Cloud(
            FollowMode follow,
            long settleNanos,
            long recheckNanos,
            int forwards,
            boolean peersKnown,
            String profile,
            long routerMillis,
            long requestTimeoutNanos,
            long jobTimeoutNanos) {}

    /** How long a look may take in all. */
    long lookNanos() {
        return 3 * cloud.requestTimeoutNanos;
    }

    /** How long a step may take in all. */
    long stepNanos() {
        return cloud.requestTimeoutNanos + cloud.jobTimeoutNanos;
    }

    /** What a seed makes of it. */
    public static WorldOptions drawn(long seed) {
        Dice dice = new Dice(seed ^ 0x5eed_0001L);
        Cluster cluster = cluster(dice);
        // As many adverts whatever their interval, or the worlds with quick ones would take all the time.
        long fire = Math.max(10 * SECOND, dice.between(15, 50) * Math.max(cluster.advertNanos, 500 * MILLISECOND));
        boolean marathon = dice.chance(0.01);
        return new WorldOptions(cluster, cloud(dice), marathon ? 10 * fire : fire);
    }

    private static Cluster cluster(Dice dice) {
        boolean quick = dice.chance(0.25);
        return new Cluster(
                dice.chance(0.5) ? 2 : dice.chance(0.8) ? 3 : (int) dice.between(4, 5),
                dice.chance(0.15) ? 2 : 1,
                quick || dice.chance(0.5) ? 3 : 2,
                quick ? dice.among(200, 300, 500) * MILLISECOND : SECOND,
                dice.chance(0.8) ? 3 : (int) dice.between(2, 5),
                new Oddities(dice.chance(0.1), dice.chance(0.05), dice.chance(0.1), dice.chance(0.25)),
                dice.chance(0.75),
                dice.chance(0.2) ? dice.between(1, 5) * SECOND : 0,
                dice.chance(0.8)
                        ? dice.among(5, 10, 20) * SECOND
                        : GratuitousArp.defaults().masterRefresh().toNanos(),
                dice.among(1, 5) * SECOND);
    }

    private static Cloud cloud(Dice dice) {
        boolean immediate = dice.chance(0.4);
        return new Cloud(
                immediate ? FollowMode.IMMEDIATE : FollowMode.AUTO,
                immediate ? 0 : dice.among(0, 0, 5, 5, 5, 15, 15, 30, 30, 300) * SECOND,
                dice.among(10, 20, 40) * SECOND,
                (int) dice.between(0, 3),
                dice.chance(0.5),
                dice.chance(0.7) ? "cloudstack" : "idcf",
                dice.among(20, 150, 700),
                dice.among(2, 5, 10) * SECOND,
                dice.among(10, 20, 30) * SECOND);
    }
}
