package org.vipagent.node;

import java.util.List;
import java.util.Optional;
import org.vipagent.follow.FollowerStatus;
import org.vipagent.vrrp.Encounters;
import org.vipagent.vrrp.RouterCounters;

/**
 * One instance as status shows it. Immutable.
 *
 * @param role {@code STOPPED}, {@code FAULT}, {@code BACKUP}, {@code MASTER} or {@code LEAVING}
 * @param advertIntervalNanos what it advertises with
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
        long advertIntervalNanos,
        long epoch,
        long since,
        String cause,
        String master,
        List<String> addresses,
        boolean addressesWanted,
        Optional<FollowerStatus> cloud,
        Optional<String> provider,
        RouterCounters counters,
        Encounters encounters,
        Optional<String> trouble) {}
