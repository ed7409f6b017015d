package org.vipagent.vrrp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterEffect.Announce;
import org.vipagent.vrrp.RouterEffect.ProbeRivals;
import org.vipagent.vrrp.RouterEffect.SendAdvert;
import org.vipagent.vrrp.wire.Advert;

/**
 * Advertises and holds the addresses: Active of RFC 9568 §6.4.3.
 *
 * @param advertAt when the next advert is due by the schedule
 * @param answerFrom from when on another router's advert may be answered
 * @param announcements when gratuitous ARP goes out
 */
record Master(long advertAt, long answerFrom, Announcements announcements) implements RouterState {
    /**
     * Adverts missed within this time are sent along with the one that is due. At intervals of 10 ms the others are
     * then near to giving us up, and the one advert that would tell them better may be lost. After a longer while, or
     * with longer intervals, they would only be a burst of copies: those are left out, and the phase is kept.
     */
    private static final long MADE_UP_NANOS = 100_000_000L;

    private static final RouterEffect ASK = new ProbeRivals(false);
    private static final RouterEffect ASK_AGAIN = new ProbeRivals(true);

    /** A mastership begins: the advert goes first (RFC 9568 §6.4.2), the addresses follow. */
    static Step begun(Rules rules, String cause, long now) {
        Master master = new Master(rules.nextAdvertAt(now), now, Announcements.waiting());
        return Step.to(master, cause, rules.advert());
    }

    @Override
    public Role role() {
        return Role.MASTER;
    }

    @Override
    public long nextDeadline() {
        return Math.min(advertAt, announcements.nextAt());
    }

    @Override
    public Step onStart(Rules rules, long now) {
        return Step.quiet(this);
    }

    @Override
    public Step onFault(Rules rules, String reason, long now) {
        // If the link is what failed nobody hears it; if a check failed the backups need not wait for our silence.
        return Step.to(new Fault(reason, 0), reason, new SendAdvert(0));
    }

    @Override
    public Step onAdvert(Rules rules, Advert advert, IpAddress source, long now) {
        if (rules.beatenBy(advert, source)) {
            return Backup.beaten(rules, advert, source, now);
        }
        if (wasAway(rules, now)) {
            return Away.noticed(this, now).onAdvert(rules, advert, source, now);
        }
        return answer(rules, advert, now);
    }

    /**
     * RFC 9568 §6.4.3: a lesser router is answered at once, and so is one that gives up. Only the latter resets the
     * deadline of the regular advert; doing it for the former would let a chatty loser shift our schedule.
     */
    private Step answer(Rules rules, Advert advert, long now) {
        Announcements next = announcements.rivalHeard(rules.config().announce(), advert.advertIntervalNanos(), now);
        boolean farewell = advert.priority() == 0;
        boolean silent = rules.config().manners().lowerPriorityNoAdvert() && !farewell;
        if (now < answerFrom || silent) {
            return with(next).announce(rules, now);
        }
        long nextAdvertAt = farewell ? rules.nextAdvertAt(now) : advertAt;
        return new Master(nextAdvertAt, now + rules.answerGap(), next).announce(rules, now, rules.advert());
    }

    @Override
    public Step onDeadline(Rules rules, long now) {
        if (wasAway(rules, now)) {
            return Away.noticed(this, now).onDeadline(rules, now);
        }
        if (now < advertAt) {
            return announce(rules, now);
        }
        // From the due time, not from now: lateness must not add up.
        long missed = (now - advertAt) / rules.interval();
        long nextAdvertAt = advertAt + (missed + 1) * rules.interval();
        int madeUp = now - advertAt <= MADE_UP_NANOS ? (int) missed : 0;
        // Before the kernel has the addresses a question would only find the one whose place we take.
        int question = announcements.applied() ? 1 : 0;
        RouterEffect[] due = new RouterEffect[question + 1 + madeUp + question];
        Arrays.fill(due, rules.advert());
        if (question == 1) {
            due[0] = ASK;
            due[due.length - 1] = ASK_AGAIN;
        }
        return new Master(nextAdvertAt, answerFrom, announcements).announce(rules, now, due);
    }

    @Override
    public Step onClaim(Rules rules, long askedEvery, long now) {
        return with(announcements.claimSeen(rules.config().announce(), askedEvery, now))
                .announce(rules, now);
    }

    /** Whether our own deadlines passed so long ago that the others must have given us up. */
    private boolean wasAway(Rules rules, long now) {
        return now - nextDeadline() > rules.masterDown(rules.interval());
    }

    /** This state with what is due of gratuitous ARP sent, after other effects. */
    private Step announce(Rules rules, long now, RouterEffect... before) {
        int repeat = announcements.repeatDue(rules.config().announce(), now);
        if (repeat == 0) {
            return Step.stay(this, before);
        }
        List<RouterEffect> effects = new ArrayList<>(List.of(before));
        effects.add(new Announce(repeat));
        Announcements rest = announcements.sent(rules.config().announce(), now);
        return new Step(new Master(advertAt, answerFrom, rest), "", List.copyOf(effects));
    }

    @Override
    public Step onResumed(Rules rules, long now) {
        return Step.quiet(Away.noticed(this, now));
    }

    @Override
    public Step onAddressesApplied(Rules rules, long now) {
        return with(announcements.applied(rules.config().announce(), now)).announce(rules, now);
    }

    /** The same schedule with other announcements. */
    Master with(Announcements other) {
        return new Master(advertAt, answerFrom, other);
    }

    @Override
    public Step onReconfigured(Rules rules, long now) {
        long at = Math.min(advertAt, rules.nextAdvertAt(now));
        return Step.quiet(new Master(at, answerFrom, announcements));
    }

    @Override
    public Step onTakeOver(Rules rules, String cause, long now) {
        return Step.quiet(this);
    }

    @Override
    public Step onGiveWay(Rules rules, String cause, long now) {
        return Step.to(Backup.listening(rules, null, rules.interval(), now), cause, new SendAdvert(0));
    }

    @Override
    public Step onStop(Rules rules, long now) {
        return Leaving.begun(rules, now);
    }
}
