package org.vipagent.simulation;

import java.util.List;
import java.util.Map;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.Target;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/** A rule that leads to the primary address of the master's machine, for which nothing but the rule has to move. */
record ClaimedPrimary(PortRange port) implements ZoneClaim {
    @Override
    public List<Claim> claims() {
        return List.of(new PortForward(Site.PUBLIC_IP, TransportProtocol.TCP, port, new Target.Primary(), port));
    }

    @Override
    public void prepare(ZoneLayout.Builder layout, Ground ground) {
        ground.holder()
                .ifPresent(seat -> layout.portForward(new ZoneLayout.PortForward(
                        "",
                        Site.PUBLIC_IP,
                        TransportProtocol.TCP,
                        port,
                        seat.name(),
                        new ZoneLayout.Target(seat.address(AddressFamily.INET), port))));
    }

    @Override
    public boolean owns(ZoneSnapshot.PortForward rule) {
        return rule.published().equals(new ZoneSnapshot.Endpoint(Site.PUBLIC_IP, TransportProtocol.TCP, port));
    }

    @Override
    public List<String> missing(ZoneSnapshot zone, Seat master) {
        List<ZoneSnapshot.PortForward> rules =
                zone.portForwards().stream().filter(this::owns).toList();
        boolean right = rules.size() == 1
                && rules.get(0).isActive()
                && rules.get(0).machine().equals(master.name())
                && rules.get(0).target().equals(master.address(AddressFamily.INET))
                && rules.get(0).privatePorts().equals(port);
        return right ? List.of() : List.of("port " + port + " does not lead to " + master.name() + " itself: " + rules);
    }

    @Override
    public List<Deed> deeds(ZoneSnapshot zone) {
        return zone.portForwards().stream()
                .filter(this::owns)
                .map(rule -> new Deed(
                        "deletes the rule for port " + port,
                        Map.of("command", "deletePortForwardingRule", "id", rule.id())))
                .toList();
    }
}
