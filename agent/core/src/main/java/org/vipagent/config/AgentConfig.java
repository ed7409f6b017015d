package org.vipagent.config;

import java.util.List;

/**
 * A whole configuration that can be run.
 *
 * @param global process-wide settings and defaults
 * @param cloudProviders in the order of the file; names are unique
 * @param vrrpInstances in the order of the file; names are unique, and so is each pair of interface and VRID
 */
public record AgentConfig(
        GlobalDefinitions global, List<CloudProvider> cloudProviders, List<VrrpInstance> vrrpInstances) {
    public AgentConfig {
        cloudProviders = List.copyOf(cloudProviders);
        vrrpInstances = List.copyOf(vrrpInstances);
    }
}
