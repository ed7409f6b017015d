package org.vipagent.node;

import java.util.List;

/**
 * Everything that a node does.
 *
 * @param instances in the order of the file; no two with the same interface, family and VRID
 */
public record NodeConfig(List<InstanceConfig> instances) {
    public NodeConfig {
        instances = List.copyOf(instances);
    }
}
