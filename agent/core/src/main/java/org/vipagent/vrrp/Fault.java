package org.vipagent.vrrp;

import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Advert;

/**
 * Cannot take part: the link is down, the source address is missing, or something tracked failed.
 *
 * @param reason words for the operator
 * @param startupDelayNanos still to be waited when this router starts, because it never did
 */
record Fault(String reason, long startupDelayNanos) implements RouterState {
    @Override
    public Role role() {
        return Role.FAULT;
    }

    @Override
    public long nextDeadline() {
        return NEVER;
    }

    @Override
    public Step onStart(Rules rules, long now) {
        return Backup.started(rules, startupDelayNanos, now);
    }

    @Override
    public Step onFault(Rules rules, String newReason, long now) {
        return Step.quiet(new Fault(newReason, startupDelayNanos));
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
        return Step.to(new Stopped(), "stop");
    }
}
