package org.vipagent.cloud;

import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;

/**
 * Membership of a load-balancer rule of the virtual router (CloudStack: {@code assignToLoadBalancerRule} with
 * {@code vmidipmap}). The rule itself is the operator's; other members that are not of this cluster stay in it.
 *
 * @param publicIp the public address of the load-balancer rule
 * @param publicPorts its public port; one
 * @param target the address that is its member through the master
 */
public record BalancerMember(IpAddress publicIp, PortRange publicPorts, Target target) implements Claim {
    public BalancerMember {
        if (publicPorts.size() != 1) {
            throw new IllegalArgumentException("a load-balancer rule has one public port");
        }
    }

    @Override
    public String describe() {
        return "load_balancer " + publicIp + " " + publicPorts + " " + target.describe();
    }
}
