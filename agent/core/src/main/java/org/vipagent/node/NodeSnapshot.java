package org.vipagent.node;

import java.util.List;

/**
 * The whole node as status shows it. Immutable.
 *
 * @param at when it was taken, in the node's monotonic nanoseconds
 * @param events the last ones, oldest first
 * @param unknownVrids packets for virtual routers that are not configured here
 */
public record NodeSnapshot(long at, List<InstanceSnapshot> instances, List<NodeEvent> events, long unknownVrids) {
    public NodeSnapshot {
        instances = List.copyOf(instances);
        events = List.copyOf(events);
    }
}
