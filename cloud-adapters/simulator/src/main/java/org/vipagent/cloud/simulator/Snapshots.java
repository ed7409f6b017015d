package org.vipagent.cloud.simulator;

import org.vipagent.cloud.simulator.tables.BalancerRow;
import org.vipagent.cloud.simulator.tables.FirewallRow;
import org.vipagent.cloud.simulator.tables.ForwardRow;
import org.vipagent.cloud.simulator.tables.PublicIpRow;
import org.vipagent.cloud.simulator.tables.ZoneTables;

/** Takes snapshots of the tables. */
final class Snapshots {
    private Snapshots() {}

    static ZoneSnapshot of(ZoneTables tables, int jobsPending) {
        return new ZoneSnapshot(
                tables.machines.values().stream()
                        .map(row -> new ZoneSnapshot.Machine(row.id, row.name, row.state.apiName()))
                        .toList(),
                tables.secondaryIps.values().stream()
                        .map(row -> new ZoneSnapshot.SecondaryIp(row.id, row.address, row.nic.machine.name, row.nic.id))
                        .toList(),
                tables.forwards.values().stream().map(Snapshots::of).toList(),
                tables.publicIps.values().stream()
                        .filter(row -> row.staticNat().isPresent())
                        .map(Snapshots::of)
                        .toList(),
                tables.firewalls.values().stream().map(Snapshots::of).toList(),
                tables.balancers.values().stream().map(Snapshots::of).toList(),
                jobsPending);
    }

    private static ZoneSnapshot.PortForward of(ForwardRow row) {
        return new ZoneSnapshot.PortForward(
                row.id,
                new ZoneSnapshot.Endpoint(row.publicIp.address, row.published.protocol(), row.published.ports()),
                row.machine.name,
                row.target,
                row.privatePorts,
                row.state.apiName());
    }

    private static ZoneSnapshot.StaticNat of(PublicIpRow row) {
        PublicIpRow.StaticNat nat = row.staticNat().orElseThrow();
        return new ZoneSnapshot.StaticNat(row.address, nat.machine().name, nat.target());
    }

    private static ZoneSnapshot.Firewall of(FirewallRow row) {
        return new ZoneSnapshot.Firewall(
                row.id,
                row.publicIp.address,
                row.matching.protocol(),
                row.matching.ports().map(Object::toString).orElse(""),
                row.matching.cidrs(),
                row.state.apiName());
    }

    private static ZoneSnapshot.Balancer of(BalancerRow row) {
        ForwardRow.Published published = row.balancing.published();
        return new ZoneSnapshot.Balancer(
                row.id(),
                row.name.text(),
                new ZoneSnapshot.Endpoint(row.publicIp.address, published.protocol(), published.ports()),
                row.members.stream()
                        .map(member -> new ZoneSnapshot.Member(member.machine().name, member.address()))
                        .toList(),
                row.state.apiName());
    }
}
