package org.vipagent.vrrp;

import java.util.List;
import java.util.Optional;

/**
 * Whom a router has met on the wire since it was made.
 *
 * @param lastHeard the last advert that was believed
 * @param lastClaim of an address while master
 * @param drops by reason, each at most once; in the order of {@link org.vipagent.vrrp.wire.DropReason}
 */
public record Encounters(Optional<Sighting> lastHeard, Optional<AddressClaim> lastClaim, List<DropCount> drops) {
    public Encounters {
        drops = List.copyOf(drops);
    }
}
