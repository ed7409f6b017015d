package org.vipagent.cloud;

import org.vipagent.net.IpAddress;

/**
 * A secondary address that the master's network interface holds (CloudStack: {@code addIpToNic}).
 *
 * @param address the virtual address
 */
public record SecondaryIp(IpAddress address) implements Claim {
    @Override
    public String describe() {
        return "secondary_ip " + address;
    }
}
