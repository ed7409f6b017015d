package org.vipagent.vrrp;

import java.util.Optional;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterEffect.ConfirmAddresses;
import org.vipagent.vrrp.RouterEffect.SendAdvert;
import org.vipagent.vrrp.wire.Advert;

/**
 * Was master, stood still long enough to have been given up, and is reading what came in meanwhile. The judgement falls
 * at the deadline, which is now: the shell calls it as soon as nothing waits to be read.
 *
 * @param master as it was before the pause
 * @param noticedAt when the pause was noticed
 * @param lesser a master of lower priority that was heard meanwhile
 */
record Away(Master master, long noticedAt, Optional<Lesser> lesser) implements RouterState {
    /** Long enough for the answer of a rival on the same link that has just heard us. */
    private static final long ANSWER_WAIT_NANOS = 20_000_000L;

    /** A master that a backup of ours became while we were away. */
    record Lesser(IpAddress source, long interval) {}

    static Away noticed(Master master, long now) {
        return new Away(master, now, Optional.empty());
    }

    @Override
    public Role role() {
        return Role.MASTER;
    }

    @Override
    public long nextDeadline() {
        return noticedAt;
    }

    @Override
    public Step onStart(Rules rules, long now) {
        return Step.quiet(this);
    }

    @Override
    public Step onFault(Rules rules, String reason, long now) {
        return master.onFault(rules, reason, now);
    }

    @Override
    public Step onAdvert(Rules rules, Advert advert, IpAddress source, long now) {
        if (rules.beatenBy(advert, source)) {
            return Backup.beaten(rules, advert, source, now);
        }
        if (advert.priority() == 0) {
            return Step.quiet(this);
        }
        return Step.quiet(new Away(master, noticedAt, Optional.of(new Lesser(source, advert.advertIntervalNanos()))));
    }

    @Override
    public Step onDeadline(Rules rules, long now) {
        if (lesser.isPresent()) {
            return rules.preempts() ? claimAgain(rules, now) : concede(rules, lesser.get(), now);
        }
        return Step.stay(
                new Returning(now + ANSWER_WAIT_NANOS, again(rules, now)),
                rules.advert(),
                new ConfirmAddresses(),
                noted("looks around"));
    }

    private Master again(Rules rules, long now) {
        return new Master(
                rules.nextAdvertAt(now),
                now + rules.answerGap(),
                master.announcements().unconfirmed());
    }

    private Step claimAgain(Rules rules, long now) {
        return Step.stay(again(rules, now), rules.advert(), new ConfirmAddresses(), noted("claims mastership again"));
    }

    /** No last advert here: our priority is the higher one, and hearing it would make the new master step down. */
    private Step concede(Rules rules, Lesser successor, long now) {
        Backup backup = Backup.listening(rules, successor.source(), successor.interval(), now);
        String cause = successor.source() + " took over during a pause, and nopreempt is set";
        return Step.to(backup, cause, noted("concedes"));
    }

    private RouterEffect.Noted noted(String consequence) {
        long overdue = noticedAt - master.nextDeadline();
        String what = overdue > 0 ? "stood still for " + Pause.millis(overdue) : "the clocks show a pause";
        return Pause.noted(what + " as master; " + consequence);
    }

    @Override
    public Step onResumed(Rules rules, long now) {
        return Step.quiet(this);
    }

    @Override
    public Step onAddressesApplied(Rules rules, long now) {
        return Step.quiet(new Away(applied(rules, now), noticedAt, lesser));
    }

    private Master applied(Rules rules, long now) {
        return master.with(master.announcements().applied(rules.config().announce(), now));
    }

    @Override
    public Step onReconfigured(Rules rules, long now) {
        return Step.quiet(this);
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
