package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vipagent.cloud.BalancerMember;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;

/** Membership of a load-balancer rule, beside a machine that is none of the nodes'. */
record ClaimedMember(String name, PortRange port, Goal goal) implements ZoneClaim {
    private static final String OTHER_MEMBER = "Web1";
    private static final IpAddress OTHER_MEMBER_ADDRESS = IpAddress.parse("10.5.0.36");

    @Override
    public List<Claim> claims() {
        return List.of(new BalancerMember(Site.PUBLIC_IP, port, goal.target()));
    }

    @Override
    public void prepare(ZoneLayout.Builder layout, Ground ground) {
        Map<String, IpAddress> members = new LinkedHashMap<>();
        members.put(OTHER_MEMBER, OTHER_MEMBER_ADDRESS);
        ground.holder().ifPresent(seat -> members.put(seat.name(), goal.at(seat)));
        layout.balancer(new ZoneLayout.Balancer("", name, Site.PUBLIC_IP, port.first(), members));
    }

    @Override
    public List<String> missing(ZoneSnapshot zone, Seat master) {
        List<String> missing = new ArrayList<>();
        for (ZoneSnapshot.Balancer balancer : balancers(zone)) {
            List<ZoneSnapshot.Member> members = balancer.members();
            boolean right = members.size() == 2
                    && members.contains(new ZoneSnapshot.Member(OTHER_MEMBER, OTHER_MEMBER_ADDRESS))
                    && members.contains(new ZoneSnapshot.Member(master.name(), goal.at(master)));
            if (!right) {
                missing.add(name + " does not lead to " + master.name() + " and the other machine: " + members);
            }
        }
        return missing;
    }

    private List<ZoneSnapshot.Balancer> balancers(ZoneSnapshot zone) {
        return zone.balancers().stream().filter(b -> b.name().equals(name)).toList();
    }

    @Override
    public List<Deed> deeds(ZoneSnapshot zone) {
        List<Deed> deeds = new ArrayList<>();
        for (ZoneSnapshot.Balancer balancer : balancers(zone)) {
            for (ZoneSnapshot.Member member : balancer.members()) {
                if (!member.machine().equals(OTHER_MEMBER)) {
                    deeds.add(new Deed("takes " + member + " out of " + name, removal(zone, balancer, member)));
                }
            }
        }
        return deeds;
    }

    private static Map<String, String> removal(
            ZoneSnapshot zone, ZoneSnapshot.Balancer balancer, ZoneSnapshot.Member member) {
        String machine = zone.machines().stream()
                .filter(m -> m.name().equals(member.machine()))
                .map(ZoneSnapshot.Machine::id)
                .findFirst()
                .orElseThrow();
        return Map.of(
                "command",
                "removeFromLoadBalancerRule",
                "id",
                balancer.id(),
                "vmidipmap[0].vmid",
                machine,
                "vmidipmap[0].vmip",
                member.address().toString());
    }
}
