package org.vipagent.node;

import org.vipagent.cloud.CloudPlanner;
import org.vipagent.follow.FollowerConfig;

/**
 * Ties an instance to a cloud.
 *
 * @param provider the name of the {@code cloud_provider} block, by which effects address the adapter
 * @param planner the pure half of that adapter
 */
public record CloudBinding(String provider, CloudPlanner planner, FollowerConfig config) {}
