package org.vipagent.vrrp;

import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.vrrp.RouterEffect.Noted;
import org.vipagent.vrrp.wire.Advert;
import org.vipagent.vrrp.wire.Decoded;
import org.vipagent.vrrp.wire.DropReason;

/**
 * What is worth a note in packets, and its words. Everything is counted; words are only made where the note may be
 * written: a flood of packets that nobody believes costs a counter each.
 */
final class Remarks {
    private static final long LEAST_LOSER_SILENCE_NANOS = 1_000_000_000L;

    private final Tally tally;
    private final Notices notices;

    Remarks(Tally tally, Notices notices) {
        this.tally = tally;
        this.notices = notices;
    }

    /** A packet is not believed; null if nothing is to be said, or not again within the minute. */
    Noted dropped(DropReason reason, IpAddress source, long now) {
        tally.dropped(reason, source, now);
        if (reason == DropReason.OWN_PACKET || !notices.allows(reason, now)) {
            return null;
        }
        return new Noted(eventOf(reason), "dropped: the packet of " + source + " " + reason.sentence());
    }

    /** The same for one that could not be read. */
    Noted dropped(Decoded.Dropped dropped, IpAddress source, long now) {
        Noted noted = dropped(dropped.reason(), source, now);
        if (noted == null || dropped.reason() != DropReason.STALE) {
            return noted;
        }
        return new Noted(noted.event(), noted.text() + "; it is stamped " + ClockOff.words(dropped.clockOffSeconds()));
    }

    private static RouterEvent eventOf(DropReason reason) {
        return switch (reason) {
            case VRID_CLASH -> RouterEvent.VRID_CLASH;
            case SAME_ADDRESS -> RouterEvent.SAME_ADDRESS;
            default -> RouterEvent.PACKET_DROPPED;
        };
    }

    /** Somebody else owns the addresses too; null if not, or not to be said again within the minute. */
    Noted secondOwner(Rules rules, Advert advert, IpAddress source, long now) {
        boolean second = rules.isOwner() && advert.priority() == RouterConfig.OWNER;
        return second && notices.allows(RouterEvent.TWO_OWNERS, now)
                ? new Noted(RouterEvent.TWO_OWNERS, source + " has priority 255 too; one router may")
                : null;
    }

    /** A lesser master is heard while we are one; null if it is none, or nothing is to be said. */
    Noted loser(Rules rules, Advert advert, IpAddress source, long now) {
        if (advert.priority() == 0 || rules.beatenBy(advert, source)) {
            return null;
        }
        tally.loserHeard();
        return notices.allowsAfterSilence(RouterEvent.LOSER_HEARD, silence(rules), now)
                ? new Noted(
                        RouterEvent.LOSER_HEARD,
                        source + " also advertises as master, with priority " + advert.priority())
                : null;
    }

    /**
     * Another station answers for an address of ours while we are master; null if it is not to be said again.
     *
     * @param askedEvery from one question of ours to the next
     */
    Noted claimed(Rules rules, IpAddress address, MacAddress station, long askedEvery, long now) {
        tally.addressClaimed(address, station, now);
        long silence = Claimant.calm(silence(rules), askedEvery);
        return notices.allowsAfterSilence(RouterEvent.ADDRESS_CLAIMED, silence, now)
                ? new Noted(
                        RouterEvent.ADDRESS_CLAIMED,
                        station + " answers for " + address + ", too; if that goes on, its adverts do not reach us")
                : null;
    }

    private static long silence(Rules rules) {
        return Math.max(LEAST_LOSER_SILENCE_NANOS, rules.masterDown(rules.interval()));
    }

    /** An advert with other addresses than ours is believed. */
    Noted otherAddresses(Rules rules, Advert advert, IpAddress source, long now) {
        tally.addressListDiffered();
        return notices.allows(RouterEvent.ADDRESS_LIST_DIFFERS, now)
                ? new Noted(
                        RouterEvent.ADDRESS_LIST_DIFFERS,
                        source + " advertises " + advert.addresses() + ", here it is "
                                + rules.config().virtualAddresses())
                : null;
    }

    /** Whether the sender's interval is ours; null if it is, or nothing is to be said. */
    Noted otherInterval(Rules rules, Advert advert, IpAddress source, long now) {
        if (advert.advertIntervalNanos() == rules.interval()) {
            return null;
        }
        tally.intervalDiffered();
        return notices.allows(RouterEvent.INTERVAL_DIFFERS, now)
                ? new Noted(
                        RouterEvent.INTERVAL_DIFFERS,
                        source + " advertises every " + Pause.millis(advert.advertIntervalNanos()) + ", here it is "
                                + Pause.millis(rules.interval()))
                : null;
    }
}
