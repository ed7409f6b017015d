package org.vipagent.follow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Observation;
import org.vipagent.follow.FollowerStatus.ClaimHolding;

/** What a look showed of the claims, asked of the adapter's view once: whoever uses it later cannot fail. */
record Sight(CloudView view, Map<Claim, Holding> holdings, List<String> remarks) {
    Sight {
        remarks = List.copyOf(remarks);
    }

    /** What an observation shows, or why it shows nothing. */
    sealed interface Result {}

    /** Something was seen. */
    record Something(Sight sight) implements Result {}

    /** Nothing was. */
    record Nothing(CloudFailure why) implements Result {}

    static Result of(Observation observation, Claims claims) {
        if (observation instanceof Observation.Seen seen) {
            try {
                Map<Claim, Holding> holdings = new LinkedHashMap<>();
                claims.claims().forEach(claim -> holdings.put(claim, seen.view().holding(claim)));
                return new Something(
                        new Sight(seen.view(), holdings, seen.view().remarks()));
            } catch (RuntimeException e) {
                // This is the engine's thread: a fault in an adapter must not cost the virtual address.
                return new Nothing(CloudFailure.fault(e));
            }
        }
        return new Nothing(((Observation.Unseen) observation).failure());
    }

    /** Who holds each claim, in the order of the configuration; of what was not seen yet it says so. */
    static List<ClaimHolding> inWords(Optional<Sight> sight, Claims claims) {
        List<ClaimHolding> holdings = new ArrayList<>();
        for (Claim claim : claims.claims()) {
            holdings.add(ClaimHolding.of(claim, sight.map(s -> s.holding(claim))));
        }
        return holdings;
    }

    Holding holding(Claim claim) {
        return holdings.get(claim);
    }

    boolean allAsClaimed() {
        return holdings.values().stream().allMatch(Holding::isAsClaimed);
    }
}
