package org.vipagent.config;

import java.util.List;
import org.vipagent.net.IpAddress;

/**
 * Stations of the segment of which one has to answer ({@code witness}): where none does, this machine is taken to be
 * cut off.
 *
 * @param gateway whether the gateways of the interface's default routes are among them, whichever those are at the time
 * @param addresses the others, in the order of the file; of the instance's family, none of this machine's own
 */
public record Witness(boolean gateway, List<IpAddress> addresses) {
    public Witness {
        addresses = List.copyOf(addresses);
        if (!gateway && addresses.isEmpty()) {
            throw new IllegalArgumentException("a witness is the gateway or has an address");
        }
    }
}
