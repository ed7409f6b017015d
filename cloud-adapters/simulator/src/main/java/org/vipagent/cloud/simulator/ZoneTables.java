package org.vipagent.cloud.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vipagent.net.IpAddress;

/** The management server's database. Every map is ordered by age, oldest first. */
final class ZoneTables {
    /** The zone's system machines and its first ones come before. */
    private static final int FIRST_MACHINE = 8;

    final Map<String, NetworkRow> networks = new LinkedHashMap<>();
    final Map<String, MachineRow> machines = new LinkedHashMap<>();
    final Map<String, NicRow> nics = new LinkedHashMap<>();
    final Map<String, SecondaryIpRow> secondaryIps = new LinkedHashMap<>();
    final Map<String, PublicIpRow> publicIps = new LinkedHashMap<>();
    final Map<String, ForwardRow> forwards = new LinkedHashMap<>();
    final Map<String, FirewallRow> firewalls = new LinkedHashMap<>();
    final Ids ids;

    private int secondaryIpsMade;
    private int rulesMade;

    ZoneTables(ZoneLayout layout, Ids ids) {
        this.ids = ids;
        Map<String, NetworkRow> networksByName = new LinkedHashMap<>();
        for (ZoneLayout.Network network : layout.networks()) {
            NetworkRow row = new NetworkRow(ids.orNext(network.id()), network, networks.size());
            networks.put(row.id(), row);
            networksByName.put(network.name(), row);
        }
        layout.machines().forEach(machine -> load(machine, networksByName));
        List<ZoneLayout.PublicIp> byAddress = new ArrayList<>(layout.publicIps());
        byAddress.sort(Comparator.comparing(ZoneLayout.PublicIp::address));
        byAddress.forEach(publicIp -> load(publicIp, networksByName));
        layout.portForwards().forEach(this::load);
    }

    private void load(ZoneLayout.Machine machine, Map<String, NetworkRow> networksByName) {
        MachineRow row = new MachineRow(FIRST_MACHINE + machines.size(), ids.orNext(machine.id()), machine.name());
        for (ZoneLayout.Nic nic : machine.nics()) {
            NicRow nicRow = new NicRow(ids.orNext(nic.id()), row, named(networksByName, nic.network()), nic);
            row.nics.add(nicRow);
            nics.put(nicRow.id, nicRow);
            nic.secondaryIps()
                    .forEach(ip -> add(ids.orNext(ip.id()), ip.address(), nicRow, SecondaryIpRow.FROM_THE_START));
        }
        machines.put(row.id, row);
    }

    private void load(ZoneLayout.PublicIp publicIp, Map<String, NetworkRow> networksByName) {
        NetworkRow network = publicIp.network().isEmpty() ? null : named(networksByName, publicIp.network());
        PublicIpRow row = new PublicIpRow(publicIps.size() + 1, ids.orNext(publicIp.id()), publicIp, network);
        publicIps.put(row.id, row);
    }

    private void load(ZoneLayout.PortForward rule) {
        PublicIpRow publicIp = publicIps.values().stream()
                .filter(row -> row.address.equals(rule.publicIp()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no public address " + rule.publicIp()));
        MachineRow machine = machines.values().stream()
                .filter(row -> row.name.equals(rule.machine()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no machine " + rule.machine()));
        NetworkRow network = publicIp.network().orElseGet(() -> machine.nics.get(0).network);
        publicIp.associate(network);
        ForwardRow row = new ForwardRow(
                ++rulesMade,
                ids.orNext(rule.id()),
                publicIp,
                network,
                new ForwardRow.Published(rule.protocol(), rule.publicPorts()));
        row.leadTo(machine, rule.target().address());
        row.privatePorts = rule.target().ports();
        row.state = RuleState.ACTIVE;
        forwards.put(row.id, row);
    }

    private static NetworkRow named(Map<String, NetworkRow> networksByName, String name) {
        NetworkRow row = networksByName.get(name);
        if (row == null) {
            throw new IllegalArgumentException("no network " + name);
        }
        return row;
    }

    /** The row whose id a parameter holds. */
    <T> T require(Map<String, T> table, Request request, String parameter) {
        String id = request.required(parameter);
        T row = table.get(id);
        if (row == null) {
            throw Refusal.unknown(request.command(), parameter, id);
        }
        return row;
    }

    /** As {@link #require}, for a parameter that may be left out. */
    <T> Optional<T> find(Map<String, T> table, Request request, String parameter) {
        return request.text(parameter).isPresent() ? Optional.of(require(table, request, parameter)) : Optional.empty();
    }

    SecondaryIpRow add(String id, IpAddress address, NicRow nic, long addedAt) {
        SecondaryIpRow row = new SecondaryIpRow(++secondaryIpsMade, id, address, nic, addedAt);
        nic.secondaryIps.add(row);
        secondaryIps.put(id, row);
        return row;
    }

    void remove(SecondaryIpRow row) {
        row.nic.secondaryIps.remove(row);
        secondaryIps.remove(row.id);
    }

    int nextRuleNumber() {
        return ++rulesMade;
    }

    Stream<ForwardRow> forwardsOf(PublicIpRow publicIp) {
        return forwards.values().stream().filter(rule -> rule.publicIp == publicIp);
    }

    Stream<FirewallRow> firewallsOf(PublicIpRow publicIp) {
        return firewalls.values().stream().filter(rule -> rule.publicIp == publicIp);
    }

    boolean isThere(ForwardRow rule) {
        return forwards.get(rule.id) == rule;
    }

    /** An address of a VPC leaves its tier with the last thing that used it there. */
    void releaseFromTier(PublicIpRow publicIp) {
        boolean used = publicIp.staticNat().isPresent()
                || forwardsOf(publicIp).findAny().isPresent();
        if (!publicIp.vpcId.isEmpty() && !used) {
            publicIp.leaveTier();
        }
    }

    /** The machine's addresses, its rules and its static NAT go; the public addresses stay. */
    void expunge(MachineRow machine) {
        machine.state = PowerState.EXPUNGED;
        for (NicRow nic : machine.nics) {
            List.copyOf(nic.secondaryIps).forEach(this::remove);
            nics.remove(nic.id);
        }
        List<ForwardRow> rules = forwards.values().stream()
                .filter(rule -> rule.machine == machine)
                .toList();
        for (ForwardRow rule : rules) {
            forwards.remove(rule.id);
            rule.opened().ifPresent(opened -> firewalls.remove(opened.id));
            releaseFromTier(rule.publicIp);
        }
        for (PublicIpRow publicIp : publicIps.values()) {
            if (publicIp.staticNat().filter(nat -> nat.machine() == machine).isPresent()) {
                firewallsOf(publicIp).toList().forEach(rule -> firewalls.remove(rule.id));
                publicIp.endStaticNat();
                releaseFromTier(publicIp);
            }
        }
    }
}
