package org.vipagent.node;

import java.util.List;
import java.util.Optional;
import org.vipagent.follow.FollowerStatus;

/**
 * One instance as status shows it. Immutable.
 *
 * @param role {@code STOPPED}, {@code FAULT}, {@code BACKUP}, {@code MASTER} or {@code LEAVING}
 * @param since when that role began, in the node's monotonic nanoseconds
 * @param cause what decided it, in words
 * @param master who is master as far as this node knows: an address, {@code this node}, or {@code unknown}
 * @param addresses the virtual addresses with their prefixes
 * @param trouble what is wrong, in one line; empty when nothing is
 */
public record InstanceSnapshot(
        String name,
        String device,
        int vrid,
        int version,
        String role,
        int priority,
        long epoch,
        long since,
        String cause,
        String master,
        List<String> addresses,
        boolean addressesWanted,
        Optional<FollowerStatus> cloud,
        Optional<String> provider,
        AdvertCounters adverts,
        Optional<String> trouble) {
    /**
     * What went over the wire.
     *
     * @param dropped adverts that were not believed, by reason, as {@code reason=count}
     */
    public record AdvertCounters(long sent, long received, List<String> dropped) {}
}
