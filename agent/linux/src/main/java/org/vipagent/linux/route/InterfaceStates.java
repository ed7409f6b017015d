package org.vipagent.linux.route;

import java.util.ArrayList;
import java.util.List;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.node.InterfaceState;

/** Joins links and addresses to what the core knows of an interface. */
final class InterfaceStates {
    private InterfaceStates() {}

    static List<InterfaceState> of(List<Link> links, List<ObservedAddress> addresses) {
        List<InterfaceState> states = new ArrayList<>();
        for (Link link : links) {
            List<Cidr> own = new ArrayList<>();
            for (ObservedAddress address : addresses) {
                if (address.interfaceIndex() == link.index()
                        && address.address().address().family() == AddressFamily.INET) {
                    own.add(address.address());
                }
            }
            states.add(new InterfaceState(link.name(), link.isRunning(), own));
        }
        return states;
    }
}
