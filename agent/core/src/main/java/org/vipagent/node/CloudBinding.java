package org.vipagent.node;

import java.util.Optional;
import org.vipagent.cloud.CloudPlanner;
import org.vipagent.follow.FollowerConfig;

/**
 * Ties an instance to a cloud.
 *
 * @param provider the name of the {@code cloud_provider} block, by which effects address the adapter
 * @param planner the pure half of that adapter
 * @param witness who has to answer before anything is written; empty: nobody
 */
public record CloudBinding(
        String provider, CloudPlanner planner, FollowerConfig config, Optional<WitnessConfig> witness) {}
