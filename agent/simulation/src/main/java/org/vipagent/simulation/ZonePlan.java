package org.vipagent.simulation;

import java.util.List;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.net.AddressFamily;

/** What the zone of a world holds at its beginning: the nodes, what they claim, and things that are none of their business. */
final class ZonePlan {
    /** A secondary address of a node that the agents do not claim. */
    static final String FOREIGN_ON_NODE = "10.5.0.210";

    /** A secondary address of another machine. */
    static final String FOREIGN_ELSEWHERE = "10.5.0.200";

    /** The id of a rule that leads there. */
    static final String FOREIGN_RULE = "00000000-0000-4000-8000-0000000000f1";

    private static final String NETWORK = "network1";

    private final Site site;
    private final Dice dice;

    private ZonePlan(Site site, Dice dice) {
        this.site = site;
        this.dice = dice;
    }

    static ZoneLayout of(Site site, Dice dice) {
        return new ZonePlan(site, dice).layout();
    }

    private ZoneLayout layout() {
        ZoneLayout.Builder layout = ZoneLayout.builder()
                .account(new ZoneLayout.Account("demo", "demo-api-key", "demo-secret-key"))
                .network(ZoneLayout.Network.isolated(NETWORK, "10.5.0.0/21", "10.5.0.1"))
                .publicIp(ZoneLayout.PublicIp.sourceNat("", Site.PUBLIC_IP.toString(), NETWORK));
        int nodes = site.seats().size();
        int[] holders = new int[site.instances()];
        for (int i = 0; i < holders.length; i++) {
            holders[i] = dice.chance(0.2) ? -1 : dice.below(nodes);
        }
        for (Seat seat : site.seats()) {
            layout.machine(machine(seat, holders));
        }
        ZoneLayout.Nic web = ZoneLayout.Nic.of(NETWORK, "02:00:11:5c:00:11", "10.5.0.36");
        layout.machine(ZoneLayout.Machine.of("Web1", web.holding("", FOREIGN_ELSEWHERE)));
        String first = site.seats().get(0).name();
        String firstAddress = site.seats().get(0).address(AddressFamily.INET).toString();
        String publicIp = Site.PUBLIC_IP.toString();
        layout.portForward(ZoneLayout.PortForward.tcp(publicIp, 443, "Web1", FOREIGN_ELSEWHERE)
                .withId(FOREIGN_RULE));
        layout.portForward(ZoneLayout.PortForward.tcp(publicIp, 22, first, firstAddress));
        rules(layout, holders);
        for (int i = 0; i < holders.length; i++) {
            site.otherClaims(i).prepare(layout, NETWORK);
        }
        return layout.build();
    }

    private ZoneLayout.Machine machine(Seat seat, int[] holders) {
        ZoneLayout.Nic nic = ZoneLayout.Nic.of(
                NETWORK,
                seat.nic().mac().toString(),
                seat.address(AddressFamily.INET).toString());
        for (int i = 0; i < holders.length; i++) {
            if (holders[i] == seat.index()) {
                nic = nic.holding("", site.virtualAddress(i).toString());
            }
        }
        if (seat.index() == 0) {
            nic = nic.holding("", FOREIGN_ON_NODE);
        }
        return new ZoneLayout.Machine(seat.virtualMachine(), seat.name(), List.of(nic));
    }

    private void rules(ZoneLayout.Builder layout, int[] holders) {
        for (int i = 0; i < holders.length; i++) {
            for (PortForward rule : site.forwards(i)) {
                if (holders[i] >= 0 && dice.chance(0.7)) {
                    layout.portForward(new ZoneLayout.PortForward(
                            "",
                            rule.publicIp(),
                            rule.protocol(),
                            rule.publicPorts(),
                            site.seats().get(holders[i]).name(),
                            new ZoneLayout.Target(Site.address(rule), rule.privatePorts())));
                }
            }
        }
    }
}
