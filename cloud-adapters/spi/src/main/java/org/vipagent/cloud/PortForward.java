package org.vipagent.cloud;

import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/**
 * A port-forwarding rule of the virtual router that leads to the master (CloudStack: {@code createPortForwardingRule}).
 *
 * @param publicIp the public address of the rule
 * @param protocol TCP or UDP
 * @param publicPorts the ports on the public address
 * @param target where the traffic goes inside
 * @param privatePorts the ports on the target; as many as {@code publicPorts}
 */
public record PortForward(
        IpAddress publicIp, TransportProtocol protocol, PortRange publicPorts, Target target, PortRange privatePorts)
        implements Claim {
    public PortForward {
        if (publicPorts.size() != privatePorts.size()) {
            throw new IllegalArgumentException(
                    publicPorts + " and " + privatePorts + " are ranges of different size: a rule maps port to port");
        }
    }

    @Override
    public String describe() {
        return "port_forward " + publicIp + " " + protocol + " " + publicPorts + " " + target.describe() + " "
                + privatePorts;
    }
}
