package org.vipagent.follow;

import org.vipagent.cloud.Plan;

/**
 * What the follower would do with the cloud as it saw it last.
 *
 * @param seenAt when that was, in the node's monotonic nanoseconds
 * @param now what it may do now; nothing while it is not master
 * @param whole all that would make the cloud follow this node, whatever it interrupts
 */
public record FollowerPlans(long seenAt, Plan now, Plan whole) {}
