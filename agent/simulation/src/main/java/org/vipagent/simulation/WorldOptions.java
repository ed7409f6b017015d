package org.vipagent.simulation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    /** What each further step of a stage adds, where the router takes them one by one. */
    private static final long STEP_IN_A_QUEUE_NANOS = 3 * SECOND;

    private static final List<Pace> PACES = List.of(
            new Pace(2, 1000),
            new Pace(2, 1000),
            new Pace(2, 1000),
            new Pace(2, 2000),
            new Pace(3, 1000),
            new Pace(3, 1000),
            new Pace(3, 1000),
            new Pace(3, 500),
            new Pace(3, 300),
            new Pace(3, 200),
            new Pace(3, 100),
            new Pace(3, 10));
    /** In the order of the enumeration, so that a seed draws the same each time. */
    private static final Map<Oddity, Double> RARITIES = new EnumMap<>(Map.of(
            Oddity.TIED, 0.1,
            Oddity.OWNER, 0.05,
            Oddity.UNEVEN, 0.1,
            Oddity.UNICAST, 0.25,
            Oddity.CLOCKS_DRIFT, 0.3));

    /** Specials of which a world may have any number; the rest are kinds of networks. */
    private static final List<Special> CHOICE = List.copyOf(EnumSet.range(Special.RANGES, Special.STRANGERS_FIREWALL));

    private static final List<Special> NETWORKS =
            List.of(Special.TIER, Special.TIER, Special.SECURITY_GROUPS, Special.SECURITY_GROUPS, Special.SHARED);

    private record Pace(int version, long advertMillis) {}

    /**
     * The nodes; all of them have the same configuration but for the priority.
     *
     * @param nodes 2 to 5
     * @param instances 1 to 4; the order of priorities in every second one is the reverse of the others'
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
            Set<Oddity> oddities,
            boolean preempt,
            long preemptDelayNanos,
            long refreshNanos,
            long stopTimeoutNanos) {
        public Cluster {
            oddities = Set.copyOf(oddities);
        }

        /** Whether this is unusual about it. */
        boolean has(Oddity oddity) {
            return oddities.contains(oddity);
        }

        /** The advert interval of a node; with uneven ones every second node takes twice as long. */
        public long advertNanos(int node) {
            return has(Oddity.UNEVEN) && version == 3 && node % 2 == 1 ? 2 * advertNanos : advertNanos;
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

    /** What few clusters have. */
    public enum Oddity {
        /** All nodes have the same priority, so that addresses decide. */
        TIED,
        /** The best node has priority 255, and preempts whatever the configuration says. */
        OWNER,
        /** The nodes' advert intervals differ; version 3 only. */
        UNEVEN,
        /** Adverts go to peers instead of the group. */
        UNICAST,
        /** The gateway is a witness, for the router and for its cloud; not drawn. */
        WITNESS,
        /** The nodes' clocks run up to 1 % too fast or too slow, each at its own rate. */
        CLOCKS_DRIFT
    }

    /**
     * The cloud.
     *
     * @param followed whether the configuration says anything of it; the zone is there in any case
     * @param forwards port-forwarding rules that each instance claims
     * @param peersKnown whether the configuration names the other nodes' machines
     * @param profile of the adapter: {@code cloudstack} or {@code idcf}
     * @param routerMillis what the virtual router needs for one command
     * @param requestTimeoutNanos for one request and its answer
     * @param jobTimeoutNanos for one asynchronous job
     * @param specials what is unusual about the server and the claims
     */
    public record Cloud(
            boolean followed,
            FollowMode follow,
            long settleNanos,
            long recheckNanos,
            int forwards,
            boolean peersKnown,
            String profile,
            long routerMillis,
            long requestTimeoutNanos,
            long jobTimeoutNanos,
            Set<Special> specials) {
        public Cloud {
            specials = Set.copyOf(specials);
        }

        /** A usual one. */
        public Cloud(
                boolean followed,
                FollowMode follow,
                long settleNanos,
                long recheckNanos,
                int forwards,
                boolean peersKnown,
                String profile,
                long routerMillis,
                long requestTimeoutNanos,
                long jobTimeoutNanos) {
            this(
                    followed,
                    follow,
                    settleNanos,
                    recheckNanos,
                    forwards,
                    peersKnown,
                    profile,
                    routerMillis,
                    requestTimeoutNanos,
                    jobTimeoutNanos,
                    Set.of());
        }

        /** Whether this is unusual about it. */
        boolean has(Special special) {
            return specials.contains(special);
        }

        /** Whether a router of ours leads in from public addresses. */
        boolean isRouted() {
            return isRouted(specials);
        }

        private static boolean isRouted(Set<Special> specials) {
            return !specials.contains(Special.SHARED) && !specials.contains(Special.SECURITY_GROUPS);
        }

        /** The same cloud, with other specials; without rules where no router would have them. */
        public Cloud with(Set<Special> others) {
            return new Cloud(
                    followed,
                    follow,
                    settleNanos,
                    recheckNanos,
                    isRouted(others) ? forwards : 0,
                    peersKnown,
                    profile,
                    routerMillis,
                    requestTimeoutNanos,
                    jobTimeoutNanos,
                    others);
        }

        /** The same cloud, of which the nodes know nothing. */
        public Cloud ignored() {
            return new Cloud(
                    false,
                    follow,
                    0,
                    recheckNanos,
                    0,
                    false,
                    profile,
                    routerMillis,
                    requestTimeoutNanos,
                    jobTimeoutNanos);
        }
    }

    /** What not every cloud has. */
    public enum Special {
        /** Each rule has three ports. */
        RANGES,
        /** Each instance has a public address of its own that leads to it whole, with a firewall opening. */
        STATIC_NAT,
        /** Each instance is a member of a load-balancer rule, beside a machine that is none of the nodes'. */
        BALANCER,
        /** A server of the 4.3 line: updates of rules change nothing. */
        OLD_SERVER,
        /** The jobs of a network wait for each other. */
        JOBS_QUEUE,
        /** Calls race as they were measured to. */
        RACES,
        /**
         * What an instance claims beside its address leads to the primary address of the master's machine, and one more
         * rule does. The nodes have to know each other for that.
         */
        PRIMARY,
        /** Somebody else has made firewall rules of the same public addresses. */
        STRANGERS_FIREWALL,
        /** The network is a tier of a VPC, which has no firewall rules. */
        TIER,
        /** The network is the provider's, and no router of ours leads into it. */
        SHARED,
        /** The network is the provider's, and its hosts let through only what the cloud knows of. */
        SECURITY_GROUPS
    }

    /** How long a look may take in all. */
    long lookNanos() {
        return 3 * cloud.requestTimeoutNanos;
    }

    /** How long a stage may take in all. */
    long stageNanos(int steps) {
        return cloud.requestTimeoutNanos + cloud.jobTimeoutNanos + lookNanos() + (steps - 1) * STEP_IN_A_QUEUE_NANOS;
    }

    /** What a seed makes of it. */
    public static WorldOptions drawn(long seed) {
        Dice dice = new Dice(seed ^ 0x5eed_0001L);
        Cluster cluster = cluster(dice);
        Cloud usual = cloud(dice);
        Cloud cloud = usual.with(specials(new Dice(seed ^ 0x5eed_0004L), usual));
        // The cloud is as slow as ever; waiting for it in a hundred adverts a second would only cost time.
        boolean ignored = dice.chance(0.15) || cluster.advertNanos <= 100 * MILLISECOND;
        // As many adverts whatever their interval, or the worlds with quick ones would take all the time.
        long fire = Math.max(10 * SECOND, dice.between(15, 50) * Math.max(cluster.advertNanos, 500 * MILLISECOND));
        boolean marathon = dice.chance(0.01);
        return new WorldOptions(cluster, ignored ? cloud.ignored() : cloud, marathon ? 10 * fire : fire);
    }

    private static Cluster cluster(Dice dice) {
        Pace pace = dice.oneOf(PACES);
        return new Cluster(
                dice.chance(0.5) ? 2 : dice.chance(0.8) ? 3 : (int) dice.between(4, 5),
                dice.chance(0.85) ? 1 : (int) dice.between(2, 4),
                pace.version(),
                pace.advertMillis() * MILLISECOND,
                dice.chance(0.8) ? 3 : (int) dice.between(2, 5),
                oddities(dice),
                dice.chance(0.75),
                dice.chance(0.2) ? dice.between(1, 5) * SECOND : 0,
                dice.chance(0.8)
                        ? dice.among(5, 10, 20) * SECOND
                        : GratuitousArp.defaults().masterRefresh().toNanos(),
                dice.among(1, 5) * SECOND);
    }

    private static Set<Oddity> oddities(Dice dice) {
        Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
        RARITIES.forEach((oddity, probability) -> {
            if (dice.chance(probability)) {
                oddities.add(oddity);
            }
        });
        return oddities;
    }

    /** Half the worlds have none but the kind of their network, for they cost time. */
    private static Set<Special> specials(Dice dice, Cloud usual) {
        Set<Special> specials = EnumSet.noneOf(Special.class);
        if (dice.chance(0.5)) {
            for (Special special : CHOICE) {
                if (dice.chance(0.3)) {
                    specials.add(special);
                }
            }
        }
        if (!usual.peersKnown()) {
            specials.remove(Special.PRIMARY);
        }
        if (!usual.profile().equals("idcf")) {
            // Made for 4.11 and later.
            specials.remove(Special.OLD_SERVER);
        } else if (!specials.contains(Special.PRIMARY)) {
            // It takes it that members cannot be secondary addresses, which holds for dozens of looks where the server
            // refuses once to tell what it can do.
            specials.remove(Special.BALANCER);
        }
        if (!specials.contains(Special.OLD_SERVER) && dice.chance(0.3)) {
            network(dice.oneOf(NETWORKS), specials);
        }
        return specials;
    }

    private static void network(Special kind, Set<Special> specials) {
        specials.add(kind);
        specials.remove(Special.STRANGERS_FIREWALL);
        if (kind != Special.TIER) {
            specials.removeAll(Set.of(Special.RANGES, Special.STATIC_NAT, Special.BALANCER, Special.PRIMARY));
        }
    }

    private static Cloud cloud(Dice dice) {
        boolean immediate = dice.chance(0.4);
        return new Cloud(
                true,
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
