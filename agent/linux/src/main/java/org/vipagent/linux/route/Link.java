package org.vipagent.linux.route;

import java.util.Optional;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.MacAddress;

/**
 * A network interface.
 *
 * @param index the kernel's number for it; a removed interface's number does not come back soon
 * @param mac empty where the hardware address is none of Ethernet
 * @param up switched on by the administrator
 * @param carrier whether the cable (or what stands for it) is there; meaningless while it is not up
 * @param mtu the largest packet in bytes
 * @param loopback whether it is {@code lo} or a kind of it
 * @param forwardsIpv6 whether the kernel is an IPv6 router on it, and says so in its neighbour advertisements
 */
public record Link(
        int index,
        InterfaceName name,
        Optional<MacAddress> mac,
        boolean up,
        boolean carrier,
        OperState operState,
        int mtu,
        boolean loopback,
        boolean forwardsIpv6) {

    /** Whether packets can pass: up, and working as far as the kernel knows. */
    public boolean isRunning() {
        return up && (operState == OperState.UP || operState == OperState.UNKNOWN);
    }
}
