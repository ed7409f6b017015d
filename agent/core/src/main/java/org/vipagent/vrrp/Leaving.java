package org.vipagent.vrrp;

import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterEffect.SendAdvert;
import org.vipagent.vrrp.wire.Advert;

/**
 * A planned stop of a master: mastership is given up, but the addresses are answered on until the successor is heard. A
 * master that drops them first leaves the clients alone for the successor's skew.
 *
 * @param secondAt when the second priority-0 advert is due, or never
 * @param leaveAt when the addresses go although no successor was heard
 */
record Leaving(long secondAt, long leaveAt) implements RouterState {
    /** One lost packet must not cost the clients a whole master-down interval, so the farewell is said twice. */
    private static final long SECOND_AFTER_NANOS = 1_000_000L;

    static Step begun(Rules rules, long now) {
        long patience = Math.min(rules.config().stopTimeoutNanos(), rules.longestSuccession());
        if (patience == 0) {
            return Step.to(new Stopped(), "stop", new SendAdvert(0));
        }
        return Step.to(new Leaving(now + SECOND_AFTER_NANOS, now + patience), "stop", new SendAdvert(0));
    }

    @Override
    public Role role() {
        return Role.LEAVING;
    }

    @Override
    public long nextDeadline() {
        return Math.min(secondAt, leaveAt);
    }

    @Override
    public Step onStart(Rules rules, long now) {
        return Step.quiet(this);
    }

    @Override
    public Step onFault(Rules rules, String reason, long now) {
        return Step.to(new Stopped(), reason);
    }

    @Override
    public Step onAdvert(Rules rules, Advert advert, IpAddress source, long now) {
        // Whoever it is, it is a master: answering a lesser one now would push the successor away.
        return advert.priority() == 0 ? Step.quiet(this) : Step.to(new Stopped(), source + " took over");
    }

    @Override
    public Step onDeadline(Rules rules, long now) {
        if (now >= leaveAt) {
            return Step.to(new Stopped(), "no successor was heard");
        }
        return now >= secondAt ? Step.stay(new Leaving(NEVER, leaveAt), new SendAdvert(0)) : Step.quiet(this);
    }

    @Override
    public Step onResumed(Rules rules, long now) {
        return Step.quiet(this);
    }

    @Override
    public Step onAddressesApplied(Rules rules, long now) {
        return Step.quiet(this);
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
        return Step.quiet(this);
    }

    @Override
    public Step onStop(Rules rules, long now) {
        return Step.quiet(this);
    }
}
