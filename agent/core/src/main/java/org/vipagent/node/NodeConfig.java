package org.vipagent.node;

import java.util.List;

/**
 * Everything that a node does.
 *
 * @param instances in the order of the file; no two with the same interface, family and VRID
 * @param logUnknownVrids whether adverts for virtual routers that are not among them are told of
 */
public record NodeConfig(List<InstanceConfig> instances, boolean logUnknownVrids) {
    public NodeConfig {
        instances = List.copyOf(instances);
    }

    /** Whether some instance has the gateway of its interface as a witness. */
    public boolean asksGateways() {
        return instances.stream().anyMatch(InstanceConfig::asksGateway);
    }

    /** A node that keeps silent about other virtual routers. */
    public NodeConfig(List<InstanceConfig> instances) {
        this(instances, false);
    }
}
