package org.vipagent.linux.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;
import org.vipagent.node.InterfaceState;

/** Joins links and addresses to what the core knows of an interface. */
final class InterfaceStates {
    private InterfaceStates() {}

    static List<InterfaceState> of(List<Link> links, List<ObservedAddress> addresses) {
        List<InterfaceState> states = new ArrayList<>();
        for (Link link : links) {
            List<Cidr> own = new ArrayList<>();
            Set<IpAddress> tentative = new HashSet<>();
            for (ObservedAddress address : addresses) {
                if (address.interfaceIndex() == link.index()) {
                    own.add(address.address());
                    if (address.isTentative()) {
                        tentative.add(address.address().address());
                    }
                }
            }
            states.add(new InterfaceState(link.name(), link.isRunning(), own, tentative));
        }
        return states;
    }
}
