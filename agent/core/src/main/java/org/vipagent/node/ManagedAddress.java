package org.vipagent.node;

import java.util.Optional;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/**
 * A virtual address as it stands in the kernel while this node is master.
 *
 * @param label as {@code ip addr add … label} takes it
 * @param scope {@code global}, {@code site}, {@code link} or {@code host}
 * @param lifetimeSeconds the kernel drops the address by itself unless it is renewed within this time; 0 means forever
 */
public record ManagedAddress(
        InterfaceName device,
        Cidr address,
        Optional<String> label,
        Optional<IpAddress> broadcast,
        String scope,
        long lifetimeSeconds) {
    @Override
    public String toString() {
        return address + " dev " + device;
    }
}
