package org.vipagent.node;

import java.util.Optional;
import org.vipagent.follow.FollowerPlans;
import org.vipagent.follow.FollowerStatus;

/**
 * What an instance would do with its cloud.
 *
 * @param instance its name
 * @param master whether this node is master; empty where no agent runs that could be
 * @param status what was seen
 * @param plans empty where the cloud was not seen
 */
public record CloudPlans(
        String instance,
        String provider,
        Optional<Boolean> master,
        FollowerStatus status,
        Optional<FollowerPlans> plans) {}
