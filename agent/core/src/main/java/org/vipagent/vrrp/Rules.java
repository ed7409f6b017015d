package org.vipagent.vrrp;

import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterEffect.SendAdvert;
import org.vipagent.vrrp.wire.Advert;

/**
 * What a state needs to know besides its own data, and the formulas of RFC 9568 §6.1 on it. All in nanoseconds: whole
 * centiseconds would turn small skews into none and let neighbours in priority fire together.
 *
 * @param priority the effective one: 1 to 254 after tracking, or 255
 * @param primaryAddress source of our adverts; unspecified before the first start
 * @param lastWordFrom from when on a last advert may be sent again when stepping down
 */
record Rules(RouterConfig config, int priority, IpAddress primaryAddress, long lastWordFrom) {
    private static final long SECOND = 1_000_000_000L;

    /** Lines of the grid in an advert interval, which is a multiple of 10 ms. */
    private static final long GRID_LINES = 50;

    /** Answers to lesser masters keep at least this distance, or one advert interval if that is shorter. */
    private static final long ANSWER_GAP_NANOS = 100_000_000L;

    long interval() {
        return config.advertIntervalNanos();
    }

    /**
     * When the next advert is due if one is sent now: an interval later, or up to a fiftieth of it earlier, on a grid
     * that all routers of this machine with the same interval have in common. So a thousand of them wake the machine
     * fifty times an interval and not a thousand times. Never later: the others count on the interval.
     */
    long nextAdvertAt(long now) {
        long due = now + interval();
        return due - due % (interval() / GRID_LINES);
    }

    /** Skew_Time for a master with this interval; version 2 counts it in 256ths of a second (RFC 3768 §6.1). */
    long skew(long masterInterval) {
        return skewOf(priority, masterInterval);
    }

    /** Master_Down_Interval for a master with this interval. */
    long masterDown(long masterInterval) {
        return config.downTimerAdverts() * masterInterval + skew(masterInterval);
    }

    /** How long any successor may take that heard our farewell only by our silence. */
    long longestSuccession() {
        return config.downTimerAdverts() * interval() + skewOf(1, interval());
    }

    long answerGap() {
        return Math.min(interval(), ANSWER_GAP_NANOS);
    }

    /** RFC 9568 §6.1: an owner takes over whatever Preempt_Mode says. */
    boolean preempts() {
        return config.preempt() || isOwner();
    }

    boolean isOwner() {
        return priority == RouterConfig.OWNER;
    }

    /** RFC 9568 §6.4.3: the higher priority wins, between equals the greater primary address, unsigned. */
    boolean beatenBy(Advert advert, IpAddress source) {
        return advert.priority() > priority || (advert.priority() == priority && source.compareTo(primaryAddress) > 0);
    }

    SendAdvert advert() {
        return new SendAdvert(priority);
    }

    Rules withConfig(RouterConfig newConfig, int newPriority) {
        return new Rules(newConfig, newPriority, primaryAddress, lastWordFrom);
    }

    Rules withPrimaryAddress(IpAddress address) {
        return new Rules(config, priority, address, lastWordFrom);
    }

    Rules withLastWordFrom(long at) {
        return new Rules(config, priority, primaryAddress, at);
    }

    private long skewOf(int anyPriority, long masterInterval) {
        long unit = config.version() == 2 ? SECOND : masterInterval;
        return (256 - anyPriority) * unit / 256;
    }
}
