package org.vipagent.cloud.cloudstack.api;

import java.util.Optional;

/**
 * What of a guest network hardly ever changes.
 *
 * @param type {@code Isolated}, {@code Shared}, …
 * @param vpcId for a tier of a VPC
 * @param zoneId empty in answers of old servers
 * @param securityGroups whether the hosts let only traffic through for addresses that the cloud has given
 */
public record Network(String id, String type, Optional<String> vpcId, Optional<String> zoneId, boolean securityGroups) {
    public boolean isShared() {
        return type.equalsIgnoreCase("Shared");
    }

    /**
     * Whether traffic to an address of this network follows ARP. In an isolated network the virtual router finds the
     * holder by ARP, whatever the API's rows say; in a shared one no router of ours is on the way, and with security
     * groups the rows filter.
     */
    public boolean pathFollowsArp() {
        return !isShared() && !securityGroups;
    }

    public Network withSecurityGroups(boolean on) {
        return new Network(id, type, vpcId, zoneId, on);
    }
}
