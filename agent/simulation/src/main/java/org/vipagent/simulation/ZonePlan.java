package org.vipagent.simulation;

import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.PortRange;
import org.vipagent.simulation.WorldOptions.Special;

/** What the zone of a world holds at its beginning: the nodes, what they claim, and things that are none of their business. */
final class ZonePlan {
    /** A secondary address of a node that the agents do not claim. */
    static final String FOREIGN_ON_NODE = "10.5.0.210";

    /** A secondary address of another machine. */
    static final String FOREIGN_ELSEWHERE = "10.5.0.200";

    /** The id of a rule that leads there. */
    static final String FOREIGN_RULE = "00000000-0000-4000-8000-0000000000f1";

    /** Somebody else's machine. */
    static final String FOREIGN_MACHINE = "Web1";

    private static final String NETWORK = "network1";
    private static final String CIDR = "10.5.0.0/21";
    private static final String GATEWAY = "10.5.0.1";
    private static final String VPC = "00000000-0000-4000-8000-0000000000a1";

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
                .network(network());
        int nodes = site.seats().size();
        int[] holders = new int[site.instances()];
        for (int i = 0; i < holders.length; i++) {
            holders[i] = dice.chance(0.2) ? -1 : dice.below(nodes);
        }
        for (Seat seat : site.seats()) {
            layout.machine(machine(seat, holders));
        }
        ZoneLayout.Nic web = ZoneLayout.Nic.of(NETWORK, "02:00:11:5c:00:11", "10.5.0.36");
        layout.machine(ZoneLayout.Machine.of(FOREIGN_MACHINE, web.holding("", FOREIGN_ELSEWHERE)));
        if (site.options().cloud().isRouted()) {
            leadIn(layout, holders);
        }
        return layout.build();
    }

    private ZoneLayout.Network network() {
        WorldOptions.Cloud cloud = site.options().cloud();
        if (cloud.has(Special.SECURITY_GROUPS)) {
            return ZoneLayout.Network.withSecurityGroups(NETWORK, CIDR, GATEWAY);
        }
        if (cloud.has(Special.SHARED)) {
            return ZoneLayout.Network.shared(NETWORK, CIDR, GATEWAY);
        }
        ZoneLayout.Network isolated = ZoneLayout.Network.isolated(NETWORK, CIDR, GATEWAY);
        return cloud.has(Special.TIER) ? isolated.tierOf(VPC) : isolated;
    }

    /** Public addresses, and what leads in from them. */
    private void leadIn(ZoneLayout.Builder layout, int[] holders) {
        boolean tier = site.options().cloud().has(Special.TIER);
        String publicIp = Site.PUBLIC_IP.toString();
        layout.publicIp(
                tier
                        ? ZoneLayout.PublicIp.ofVpc("", publicIp, VPC)
                        : ZoneLayout.PublicIp.sourceNat("", publicIp, NETWORK));
        String first = site.seats().get(0).name();
        String firstAddress = site.seats().get(0).address(AddressFamily.INET).toString();
        layout.portForward(ZoneLayout.PortForward.tcp(publicIp, 443, FOREIGN_MACHINE, FOREIGN_ELSEWHERE)
                .withId(FOREIGN_RULE));
        layout.portForward(ZoneLayout.PortForward.tcp(publicIp, 22, first, firstAddress));
        if (site.options().cloud().has(Special.STRANGERS_FIREWALL)) {
            layout.firewall(
                    new ZoneLayout.Firewall(Site.PUBLIC_IP, "tcp", Optional.of(PortRange.of(443)), "0.0.0.0/0"));
        }
        rules(layout, holders);
        for (int i = 0; i < holders.length; i++) {
            Optional<Seat> holder = holders[i] >= 0 && dice.chance(0.7)
                    ? Optional.of(site.seats().get(holders[i]))
                    : Optional.empty();
            site.otherClaims(i).prepare(layout, new ZoneClaim.Ground(NETWORK, tier ? VPC : "", holder));
        }
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
