package org.vipagent.vrrp;

import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Advert;

/**
 * The table of the state machine: one class per state with only the data valid in it, one method per input. States are
 * values; an input gives the next state and the effects.
 */
public sealed interface RouterState permits Stopped, Fault, Backup, Master, Away, Returning, Leaving {
    /** A deadline that never comes. */
    long NEVER = Long.MAX_VALUE;

    Role role();

    /** When {@link VirtualRouter#deadline} is to be called at the latest, or {@link #NEVER}. */
    long nextDeadline();

    /** The interface is usable and the source address known. */
    Step onStart(Rules rules, long now);

    Step onFault(Rules rules, String reason, long now);

    /** An advert that is to be believed and is not our own. */
    Step onAdvert(Rules rules, Advert advert, IpAddress source, long now);

    /** {@link #nextDeadline} has come, and no advert is waiting to be read. */
    Step onDeadline(Rules rules, long now);

    /** The clocks showed that machine or process stood still. */
    Step onResumed(Rules rules, long now);

    Step onAddressesApplied(Rules rules, long now);

    /**
     * Another station answers for one of our addresses; says nothing to who does not hold them.
     *
     * @param askedEvery from one question of ours to the next
     */
    default Step onClaim(Rules rules, long askedEvery, long now) {
        return Step.quiet(this);
    }

    /** The configuration was exchanged; {@code rules} are the new ones. */
    Step onReconfigured(Rules rules, long now);

    /** Become master now because others (a sync group) want it. */
    Step onTakeOver(Rules rules, String cause, long now);

    /** Give mastership up because others want it. */
    Step onGiveWay(Rules rules, String cause, long now);

    Step onStop(Rules rules, long now);
}
