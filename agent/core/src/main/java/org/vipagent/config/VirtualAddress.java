package org.vipagent.config;

import java.util.Optional;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/**
 * One line of {@code virtual_ipaddress} or {@code virtual_ipaddress_excluded}.
 *
 * @param address with its prefix; /32 or /128 where the line gives none
 * @param device where to set it: {@code dev}, else the instance's interface
 * @param label for tools that show addresses by label, at most 15 characters
 * @param broadcast the broadcast address to set
 * @param scope {@code global}, {@code link}, {@code host} or {@code site}
 */
public record VirtualAddress(
        Cidr address, InterfaceName device, Optional<String> label, Optional<IpAddress> broadcast, String scope) {
    /** An address with nothing special about it. */
    public static VirtualAddress of(Cidr address, InterfaceName device) {
        return new VirtualAddress(address, device, Optional.empty(), Optional.empty(), "global");
    }

    /** The address without its prefix. */
    public IpAddress ip() {
        return address.address();
    }
}
