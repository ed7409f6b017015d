package org.vipagent.node;

import java.util.ArrayList;
import java.util.List;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEvent.Severity;
import org.vipagent.vrrp.VirtualRouter;

/** Where an instance's adverts go. */
final class Destinations {
    private Destinations() {}

    /** The group, or the peers without ourselves: one file for all machines may list them all. */
    static List<IpAddress> of(VirtualRouter router, InterfaceView state, Outbox outbox, long now) {
        List<IpAddress> others = new ArrayList<>();
        for (IpAddress destination : router.destinations()) {
            if (state.own().stream().anyMatch(own -> own.address().equals(destination))) {
                outbox.record(
                        now,
                        Severity.INFORMATION,
                        router.config().name(),
                        "unicast_peer " + destination + " is this machine's own address and is skipped");
            } else {
                others.add(destination);
            }
        }
        return List.copyOf(others);
    }
}
