package org.vipagent.daemon.lab;

import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/**
 * A port-forwarding rule as a virtual router has it.
 *
 * @param publicPorts as many as {@code privatePorts}
 */
public record Forward(
        IpAddress publicIp,
        TransportProtocol protocol,
        PortRange publicPorts,
        IpAddress target,
        PortRange privatePorts) {}
