package org.vipagent.cloud.simulator.tables;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.api.Owner;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/** Fills the tables with what a layout says. The order is part of a seed's meaning: ids are drawn in it. */
final class LayoutLoader {
    /** The zone's system machines and its first ones come before. */
    private static final int FIRST_MACHINE = 8;

    private final ZoneTables tables;
    private final Map<String, NetworkRow> networksByName = new LinkedHashMap<>();
    private final Map<String, MachineRow> machinesByName = new LinkedHashMap<>();

    LayoutLoader(ZoneTables tables) {
        this.tables = tables;
    }

    /** @throws IllegalArgumentException if one part names another that is not there */
    void load(ZoneLayout layout) {
        layout.networks().forEach(this::load);
        layout.machines().forEach(this::load);
        List<ZoneLayout.PublicIp> byAddress = new ArrayList<>(layout.publicIps());
        byAddress.sort(Comparator.comparing(ZoneLayout.PublicIp::address));
        byAddress.forEach(this::load);
        layout.rules().portForwards().forEach(this::load);
        layout.rules().staticNats().forEach(this::load);
        layout.rules().firewalls().forEach(this::load);
        layout.rules().balancers().forEach(this::load);
    }

    private void load(ZoneLayout.Network network) {
        Owner usual = network.type() == ZoneLayout.NetworkType.ISOLATED ? tables.owners.first() : Owner.EVERYBODY;
        NetworkRow row = new NetworkRow(
                tables.ids.orNext(network.id()),
                network,
                tables.networks.size(),
                tables.owners.named(network.owner(), usual));
        tables.networks.put(row.id(), row);
        networksByName.put(network.name(), row);
    }

    private void load(ZoneLayout.Machine machine) {
        MachineRow row = new MachineRow(
                FIRST_MACHINE + tables.machines.size(),
                tables.ids.orNext(machine.id()),
                machine.name(),
                tables.owners.named(machine.owner(), tables.owners.first()));
        for (ZoneLayout.Nic nic : machine.nics()) {
            NicRow nicRow = new NicRow(tables.ids.orNext(nic.id()), row, network(nic.network()), nic);
            row.nics.add(nicRow);
            tables.nics.put(nicRow.id, nicRow);
            nic.secondaryIps()
                    .forEach(ip -> tables.add(
                            tables.ids.orNext(ip.id()), ip.address(), nicRow, SecondaryIpRow.FROM_THE_START));
        }
        tables.machines.put(row.id, row);
        machinesByName.put(row.name, row);
    }

    private void load(ZoneLayout.PublicIp publicIp) {
        NetworkRow network = publicIp.network().isEmpty() ? null : network(publicIp.network());
        Owner usual = network == null ? tables.owners.first() : network.owner();
        PublicIpRow row = new PublicIpRow(
                tables.publicIps.size() + 1,
                tables.ids.orNext(publicIp.id()),
                publicIp.address(),
                publicIp.sourceNat());
        row.vpcId = publicIp.vpcId();
        row.associate(network);
        row.owner = tables.owners.named(publicIp.owner(), usual);
        tables.publicIps.put(row.id, row);
    }

    private void load(ZoneLayout.PortForward rule) {
        PublicIpRow publicIp = publicIp(rule.publicIp());
        MachineRow machine = machine(rule.machine());
        NetworkRow network = networkFor(publicIp, machine);
        ForwardRow row = new ForwardRow(
                tables.nextRuleNumber(),
                tables.ids.orNext(rule.id()),
                publicIp,
                network,
                new ForwardRow.Published(rule.protocol(), rule.publicPorts()));
        row.leadTo(machine, rule.target().address());
        row.privatePorts = rule.target().ports();
        row.state = RuleState.ACTIVE;
        tables.forwards.put(row.id, row);
    }

    private void load(ZoneLayout.StaticNat nat) {
        PublicIpRow publicIp = publicIp(nat.publicIp());
        MachineRow machine = machine(nat.machine());
        networkFor(publicIp, machine);
        publicIp.staticNat(new PublicIpRow.StaticNat(machine, nat.target()));
    }

    private void load(ZoneLayout.Firewall rule) {
        PublicIpRow publicIp = publicIp(rule.publicIp());
        NetworkRow network = publicIp.network()
                .orElseThrow(() -> new IllegalArgumentException(rule.publicIp() + " belongs to no network"));
        FirewallRow row = new FirewallRow(
                tables.nextRuleNumber(),
                tables.ids.next(),
                publicIp,
                network,
                new FirewallRow.Matching(rule.protocol(), rule.ports(), rule.cidrs()));
        row.state = RuleState.ACTIVE;
        tables.firewalls.put(row.id, row);
    }

    private void load(ZoneLayout.Balancer rule) {
        PublicIpRow publicIp = publicIp(rule.publicIp());
        NetworkRow network = rule.members().isEmpty()
                ? publicIp.network()
                        .orElseThrow(() -> new IllegalArgumentException(rule.publicIp() + " belongs to no network"))
                : networkFor(
                        publicIp, machine(rule.members().keySet().iterator().next()));
        ForwardRow.Published published = new ForwardRow.Published(TransportProtocol.TCP, PortRange.of(rule.port()));
        BalancerRow row = new BalancerRow(
                new BalancerRow.Name(tables.nextRuleNumber(), tables.ids.orNext(rule.id()), rule.name()),
                publicIp,
                network,
                new BalancerRow.Balancing(published, rule.port(), "roundrobin"));
        rule.members().forEach((name, address) -> row.members.add(new BalancerRow.Member(machine(name), address)));
        row.state = RuleState.ACTIVE;
        tables.balancers.put(row.id(), row);
    }

    private static NetworkRow networkFor(PublicIpRow publicIp, MachineRow machine) {
        NetworkRow network = publicIp.network().orElseGet(() -> machine.nics.get(0).network);
        publicIp.associate(network);
        return network;
    }

    private NetworkRow network(String name) {
        return found(networksByName.get(name), "network " + name);
    }

    private MachineRow machine(String name) {
        return found(machinesByName.get(name), "machine " + name);
    }

    private PublicIpRow publicIp(IpAddress address) {
        for (PublicIpRow row : tables.publicIps.values()) {
            if (row.address.equals(address)) {
                return row;
            }
        }
        return found(null, "public address " + address);
    }

    private static <T> T found(T row, String what) {
        if (row == null) {
            throw new IllegalArgumentException("no " + what);
        }
        return row;
    }
}
