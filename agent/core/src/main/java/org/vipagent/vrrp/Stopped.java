package org.vipagent.vrrp;

import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Advert;

/** Initialize of RFC 9568 §6.4.1: not taking part, because not started or stopped on purpose. */
record Stopped() implements RouterState {
    @Override
    public Role role() {
        return Role.STOPPED;
    }

    @Override
    public long nextDeadline() {
        return NEVER;
    }

    @Override
    public Step onStart(Rules rules, long now) {
        return Backup.started(rules, rules.config().startupDelayNanos(), now);
    }

    @Override
    public Step onFault(Rules rules, String reason, long now) {
        return Step.to(new Fault(reason, rules.config().startupDelayNanos()), reason);
    }

    @Override
    public Step onAdvert(Rules rules, Advert advert, IpAddress source, long now) {
        return Step.quiet(this);
    }

    @Override
    public Step onDeadline(Rules rules, long now) {
        return Step.quiet(this);
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
