package org.vipagent.follow;

import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.Stage;
import org.vipagent.net.IpAddress;

/** What the follower wants done. At most one {@link Look} or {@link Execute} is under way at any time. */
public sealed interface FollowerEffect {
    /**
     * Look at the cloud and bring the answer back with this ticket.
     *
     * @param ticket the epoch of the mastership that asks; 0 while standing by
     * @param before only at what this stage is about to take away; empty for a look at everything
     */
    record Look(long ticket, Optional<Stage> before) implements FollowerEffect {
        public Look(long ticket) {
            this(ticket, Optional.empty());
        }
    }

    /**
     * Carry out one stage and bring the outcome back with this ticket. Only ever asked for while master.
     *
     * @param ticket the epoch of the mastership that asks
     */
    record Execute(Stage stage, long ticket) implements FollowerEffect {}

    /** Announce these addresses again: only now does the cloud let their traffic through. */
    record Announce(List<IpAddress> addresses) implements FollowerEffect {
        public Announce {
            addresses = List.copyOf(addresses);
        }
    }

    /** Something that the operator should be able to read afterwards. */
    record Noted(Weight weight, String text) implements FollowerEffect {}

    /** How much attention a note asks for. */
    enum Weight {
        INFORMATION,
        WARNING,
        TROUBLE
    }
}
