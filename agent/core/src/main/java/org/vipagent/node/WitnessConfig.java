package org.vipagent.node;

import java.util.List;
import org.vipagent.net.IpAddress;

/**
 * Stations on an instance's interface of which one has to answer.
 *
 * @param gateway whether the next hops of the interface's default routes are among them
 * @param addresses the others, of the family of the adverts
 */
public record WitnessConfig(boolean gateway, List<IpAddress> addresses) {
    public WitnessConfig {
        addresses = List.copyOf(addresses);
    }
}
