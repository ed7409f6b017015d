package org.vipagent.vrrp;

import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Advert;

/**
 * Was away as master, heard nobody, has advertised, and waits a moment for an answer before it tells the link where the
 * addresses are: announcing first would draw traffic away from a better master that is about to answer.
 *
 * @param decideAt when nobody has answered
 * @param master goes on advertising meanwhile; its announcements are held
 */
record Returning(long decideAt, Master master) implements RouterState {
    @Override
    public Role role() {
        return Role.MASTER;
    }

    @Override
    public long nextDeadline() {
        return Math.min(decideAt, master.nextDeadline());
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
        // Not even with nopreempt is a lesser one obeyed here: it has heard our advert, or soon will, and gives way.
        return settled(rules, now).onAdvert(rules, advert, source, now);
    }

    @Override
    public Step onDeadline(Rules rules, long now) {
        if (now >= decideAt) {
            return settled(rules, now).onDeadline(rules, now);
        }
        Step step = master.onDeadline(rules, now);
        return step.next() instanceof Master next
                ? new Step(new Returning(decideAt, next), step.cause(), step.effects())
                : step;
    }

    private Master settled(Rules rules, long now) {
        return master.with(master.announcements().again(rules.config().announce(), now));
    }

    @Override
    public Step onResumed(Rules rules, long now) {
        return Step.quiet(Away.noticed(master, now));
    }

    @Override
    public Step onAddressesApplied(Rules rules, long now) {
        Announcements calls = master.announcements().applied(rules.config().announce(), now);
        return Step.quiet(new Returning(decideAt, master.with(calls.held())));
    }

    @Override
    public Step onReconfigured(Rules rules, long now) {
        Step step = master.onReconfigured(rules, now);
        return Step.quiet(new Returning(decideAt, (Master) step.next()));
    }

    @Override
    public Step onTakeOver(Rules rules, String cause, long now) {
        return Step.quiet(this);
    }

    @Override
    public Step onGiveWay(Rules rules, String cause, long now) {
        return master.onGiveWay(rules, cause, now);
    }

    @Override
    public Step onStop(Rules rules, long now) {
        return Leaving.begun(rules, now);
    }
}
