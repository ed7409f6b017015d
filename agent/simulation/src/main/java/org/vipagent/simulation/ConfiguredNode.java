package org.vipagent.simulation;

import java.util.List;
import java.util.Optional;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.VrrpInstance;

/**
 * A node as an operator gives it.
 *
 * @param name by which faults mean it
 * @param source what its configuration is: a file's name
 * @param config without errors
 */
public record ConfiguredNode(String name, String source, AgentConfig config) {
    /** Why there is nothing to simulate; empty if there is. */
    public Optional<String> obstacle() {
        if (instances().isEmpty()) {
            return Optional.of("has no vrrp_instance");
        }
        return instances().stream()
                .filter(i -> i.virtualAddresses().isEmpty())
                .map(i -> "its " + i.name() + " has no virtual_ipaddress: there is nothing to be held")
                .findFirst();
    }

    List<VrrpInstance> instances() {
        return config.vrrpInstances();
    }

    ConfiguredNode withInstances(List<VrrpInstance> instances) {
        return new ConfiguredNode(name, source, new AgentConfig(config.global(), config.cloudProviders(), instances));
    }
}
