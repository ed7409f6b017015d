package org.vipagent.vrrp;

import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterEffect.Noted;
import org.vipagent.vrrp.wire.Advert;

/**
 * Listens to a master (RFC 9568 §6.4.2).
 *
 * @param master whose adverts keep us quiet; null as long as nobody's have
 * @param masterInterval learned from the master, or our own as long as none was heard
 * @param masterDownAt when the master counts as dead
 * @param preemptAt when a living master of lower priority is replaced, or never
 * @param notBefore no takeover before this: the delay after the first start
 * @param graced was overdue because we stood still, and has been given time to hear a master once
 * @param expecting words for the operator: why mastership is taken when {@code masterDownAt} comes
 */
record Backup(
        IpAddress master,
        long masterInterval,
        long masterDownAt,
        long preemptAt,
        long notBefore,
        boolean graced,
        String expecting)
        implements RouterState {
    private static final String NONE_HEARD = "no master was heard since the start";
    private static final String FELL_SILENT = "the master fell silent";
    private static final String GAVE_UP = "the master gave up (priority 0)";
    private static final String ONLY_LESSER = "only lower priorities were heard";
    private static final String NONE_AFTER_PAUSE = "no master was heard after a pause";

    /** The first state of a router; the owner that is told to skips it (RFC 9568 §6.4.1). */
    static Step started(Rules rules, long startupDelayNanos, long now) {
        boolean atOnce = rules.isOwner() && rules.config().startAsMaster();
        if (atOnce && startupDelayNanos == 0) {
            return Master.begun(rules, "owns the addresses (priority 255)", now);
        }
        long notBefore = now + startupDelayNanos;
        long downAt = atOnce ? notBefore : notBefore + rules.masterDown(rules.interval());
        Backup backup = new Backup(null, rules.interval(), downAt, NEVER, notBefore, false, NONE_HEARD);
        return Step.to(backup, "listens for a master");
    }

    /**
     * A better master was heard while master. One last advert with the priority that we have, never 0: the winner
     * learns that it had a rival and announces itself, which moves the clients that still know our hardware address. A
     * 0 would make other backups take over at once.
     */
    static Step beaten(Rules rules, Advert advert, IpAddress source, long now) {
        Backup backup = listening(rules, source, advert.advertIntervalNanos(), now);
        String cause = source
                + (advert.priority() == rules.priority()
                        ? " has the same priority " + advert.priority() + " and the greater address"
                        : " has the higher priority: " + advert.priority() + " against " + rules.priority());
        boolean mayTell =
                now >= rules.lastWordFrom() && rules.config().manners().higherPrioritySendAdvert();
        return mayTell ? Step.to(backup, cause, rules.advert()) : Step.to(backup, cause);
    }

    /** A master with this interval was heard just now, or is expected; then it is null. */
    static Backup listening(Rules rules, IpAddress master, long masterInterval, long now) {
        long downAt = now + rules.masterDown(masterInterval);
        return new Backup(master, masterInterval, downAt, NEVER, now, false, FELL_SILENT);
    }

    /**
     * Whether a farewell (priority 0) of this sender ends the mastership that keeps us quiet. A second master that only
     * some can hear may leave, or somebody may forge it: the master that we hear goes on.
     */
    boolean follows(IpAddress source) {
        return master == null || master.equals(source);
    }

    @Override
    public Role role() {
        return Role.BACKUP;
    }

    @Override
    public long nextDeadline() {
        return Math.min(masterDownAt, preemptAt);
    }

    @Override
    public Step onStart(Rules rules, long now) {
        return Step.quiet(this);
    }

    @Override
    public Step onFault(Rules rules, String reason, long now) {
        return Step.to(new Fault(reason, Math.max(0, notBefore - now)), reason);
    }

    @Override
    public Step onAdvert(Rules rules, Advert advert, IpAddress source, long now) {
        if (advert.priority() == 0) {
            // RFC 9568 §6.4.2: nothing is learned from a leaving master. One that is read after a pause may have left
            // before it, and have a successor since.
            long listening = graced ? masterInterval : 0;
            long at = Math.max(notBefore, now + listening + rules.skew(masterInterval));
            return Step.quiet(new Backup(master, masterInterval, at, NEVER, notBefore, graced, GAVE_UP));
        }
        // RFC 9568 §6.4.2: between equals a backup stays quiet whatever the addresses; they only part two masters.
        if (advert.priority() >= rules.priority() || !rules.preempts()) {
            return Step.quiet(heard(rules, advert, source, NEVER, now));
        }
        if (rules.config().preemptDelayNanos() > 0) {
            long at = preemptAt != NEVER
                    ? preemptAt
                    : Math.max(masterDownAt, now + rules.config().preemptDelayNanos());
            return Step.quiet(heard(rules, advert, source, at, now));
        }
        // RFC 9568 §6.4.2: discarded means that the timer runs on, which is what makes preemption happen.
        return Step.quiet(
                expecting.equals(ONLY_LESSER)
                        ? this
                        : new Backup(master, masterInterval, masterDownAt, preemptAt, notBefore, graced, ONLY_LESSER));
    }

    private Backup heard(Rules rules, Advert advert, IpAddress source, long newPreemptAt, long now) {
        long interval = advert.advertIntervalNanos();
        long downAt = Math.max(notBefore, now + rules.masterDown(interval));
        // The same object again, or each advert would leave the one before to the garbage collector.
        IpAddress same = source.equals(master) ? master : source;
        return new Backup(same, interval, downAt, newPreemptAt, notBefore, false, FELL_SILENT);
    }

    @Override
    public Step onDeadline(Rules rules, long now) {
        long overdue = now - nextDeadline();
        if (overdue < 0) {
            return Step.quiet(this);
        }
        // The silence may be ours. Once only, so that a starved node whose master is dead takes over all the same.
        if (overdue > rules.masterDown(masterInterval) && !graced) {
            return Step.stay(
                    listeningOnceMore(rules, now),
                    Pause.noted("stood still for " + Pause.millis(overdue) + " as backup; listens once more"));
        }
        boolean preempting = preemptAt <= now && masterDownAt > now;
        return Master.begun(rules, preempting ? "preempt_delay is over" : expecting, now);
    }

    @Override
    public Step onResumed(Rules rules, long now) {
        Noted noted = Pause.noted("the clocks show a pause; listens once more before taking over");
        return Step.stay(listeningOnceMore(rules, now), noted);
    }

    private Backup listeningOnceMore(Rules rules, long now) {
        long enough = now + masterInterval + rules.skew(masterInterval);
        long at = preemptAt == NEVER ? NEVER : Math.max(preemptAt, enough);
        return new Backup(
                master, masterInterval, Math.max(masterDownAt, enough), at, notBefore, true, NONE_AFTER_PAUSE);
    }

    @Override
    public Step onAddressesApplied(Rules rules, long now) {
        return Step.quiet(this);
    }

    @Override
    public Step onReconfigured(Rules rules, long now) {
        // Version 2 drops other intervals than the own, so there the master's is ours from now on.
        boolean ours = rules.config().version() == 2 || expecting.equals(NONE_HEARD);
        long interval = ours ? rules.interval() : masterInterval;
        long downAt = Math.max(notBefore, Math.min(masterDownAt, now + rules.masterDown(interval)));
        return Step.quiet(new Backup(master, interval, downAt, preemptAt(rules, now), notBefore, graced, expecting));
    }

    /** A lesser master that is waited for is waited for by the new rules: not at all where they do not preempt. */
    private long preemptAt(Rules rules, long now) {
        long delay = rules.config().preemptDelayNanos();
        boolean waits = preemptAt != NEVER && rules.preempts() && delay > 0;
        return waits ? Math.min(preemptAt, now + delay) : NEVER;
    }

    @Override
    public Step onTakeOver(Rules rules, String cause, long now) {
        return Master.begun(rules, cause, now);
    }

    @Override
    public Step onGiveWay(Rules rules, String cause, long now) {
        return Step.quiet(this);
    }

    @Override
    public Step onStop(Rules rules, long now) {
        // RFC 9568 §6.4.2: no priority 0 from a backup, it would hurry the other backups.
        return Step.to(new Stopped(), "stop");
    }
}
