package org.vipagent.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vipagent.net.InterfaceName;
import org.vipagent.vrrp.RouterConfig;

/**
 * How often an instance asks whether another station has its address: with each advert, unless that made too many
 * questions for the segment; then the instances take turns. With short intervals twice, before the advert and after it.
 */
final class ProbeRota {
    /** To the routers' group: nobody else's machine is bothered. */
    private static final double MOST_TO_GROUP = 100;

    /** To everyone: switches that inspect ARP close a port at 15 a second. */
    private static final double MOST_TO_EVERYONE = 5;

    private static final double SECOND = 1e9;

    /** A partition heals between a question and its advert once in ten thousand times, at a second's interval. */
    private static final double FEWEST_FOR_TWICE = 2;

    private final boolean everyone;
    private final boolean twice;
    private final int every;
    private final long periodNanos;
    private int adverts;

    private ProbeRota(boolean everyone, int every, long advertIntervalNanos, int start) {
        this.everyone = everyone;
        this.twice = !everyone && every == 1 && SECOND / advertIntervalNanos >= FEWEST_FOR_TWICE;
        this.every = every;
        this.periodNanos = every * advertIntervalNanos;
        this.adverts = start;
    }

    /**
     * The turn of each instance among all.
     *
     * @param instances all of this node, in the order of the file
     */
    static List<ProbeRota> of(List<InstanceConfig> instances) {
        Map<Audience, Double> perSecond = new HashMap<>();
        for (InstanceConfig instance : instances) {
            Audience audience = Audience.of(instance);
            perSecond.merge(audience, rate(instance.router(), audience.everyone()), Double::sum);
        }
        List<ProbeRota> rotas = new ArrayList<>();
        for (InstanceConfig instance : instances) {
            Audience audience = Audience.of(instance);
            double most = audience.everyone() ? MOST_TO_EVERYONE : MOST_TO_GROUP;
            double share = Math.max(1, perSecond.get(audience) / most);
            double perAdvert = rate(instance.router(), audience.everyone()) / adverts(instance.router());
            int every = (int) Math.ceil(share / perAdvert);
            rotas.add(new ProbeRota(
                    audience.everyone(), every, instance.router().advertIntervalNanos(), rotas.size() % every));
        }
        return rotas;
    }

    /** Whom the questions of one segment bother. */
    private record Audience(InterfaceName segment, boolean everyone) {
        static Audience of(InstanceConfig instance) {
            InterfaceName segment = instance.router().key().interfaceName();
            // Without a group there is none to ask, and on another interface the routers have none.
            boolean everyone = instance.router().unicast()
                    || instance.representative()
                            .filter(a -> a.device().equals(segment))
                            .isEmpty();
            return new Audience(segment, everyone);
        }
    }

    private static double adverts(RouterConfig router) {
        return SECOND / router.advertIntervalNanos();
    }

    private static double rate(RouterConfig router, boolean everyone) {
        return everyone ? Math.min(1, adverts(router)) : adverts(router);
    }

    /** Whether the question goes to the whole segment. */
    boolean everyone() {
        return everyone;
    }

    /** Whether each advert is followed by the same question once more. */
    boolean isTwice() {
        return twice;
    }

    /** From one question to the next. */
    long periodNanos() {
        return periodNanos;
    }

    /** An advert is about to be sent: whether it is preceded by a question. */
    boolean isDue() {
        adverts++;
        if (adverts < every) {
            return false;
        }
        adverts = 0;
        return true;
    }
}
