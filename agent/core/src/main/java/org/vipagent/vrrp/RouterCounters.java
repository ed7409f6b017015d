package org.vipagent.vrrp;

import java.util.Map;
import org.vipagent.vrrp.wire.DropReason;

/**
 * A snapshot of what a router has counted since it was made.
 *
 * @param received adverts believed
 * @param sent adverts sent, each counted once however many peers it goes to
 * @param addressesClaimed how often another station was seen to answer for an address while master
 * @param otherChecksumForm adverts believed although their checksum has the form that we do not send
 * @param unauthenticated adverts believed without an HMAC trailer although keys are configured
 * @param punctuality how well this process kept its schedule
 * @param drops packets not believed, by reason; reasons without a drop are left out
 */
public record RouterCounters(
        long received,
        long sent,
        long priorityZeroReceived,
        long priorityZeroSent,
        long becameMaster,
        long releasedMaster,
        long losersHeard,
        long addressesClaimed,
        long addressListDiffers,
        long intervalDiffers,
        long otherChecksumForm,
        long unauthenticated,
        Punctuality punctuality,
        Map<DropReason, Long> drops) {
    public RouterCounters {
        drops = Map.copyOf(drops);
    }
}
