package org.vipagent.cloud.cloudstack.api;

import java.util.List;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;

/**
 * A load-balancer rule of the virtual router.
 *
 * @param state {@code Active} once the router has it
 * @param members all of them, ours and others
 */
public record Balancer(String id, String publicIpId, PortRange publicPort, String state, List<Member> members) {
    /** A machine's address that the rule leads to. */
    public record Member(String machineId, String machineName, IpAddress address) {}

    public Balancer {
        members = List.copyOf(members);
    }

    public Balancer with(List<Member> found) {
        return new Balancer(id, publicIpId, publicPort, state, found);
    }
}
