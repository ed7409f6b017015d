package org.vipagent.cloud.simulator.tables;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.api.Ids;
import org.vipagent.cloud.simulator.api.Owned;
import org.vipagent.cloud.simulator.api.Refusal;
import org.vipagent.cloud.simulator.api.Request;
import org.vipagent.net.IpAddress;

/** The management server's database. Every map is ordered by age, oldest first. */
public final class ZoneTables {
    public final Map<String, NetworkRow> networks = new LinkedHashMap<>();
    public final Map<String, MachineRow> machines = new LinkedHashMap<>();
    public final Map<String, NicRow> nics = new LinkedHashMap<>();
    public final Map<String, SecondaryIpRow> secondaryIps = new LinkedHashMap<>();
    public final Map<String, PublicIpRow> publicIps = new LinkedHashMap<>();
    public final Map<String, ForwardRow> forwards = new LinkedHashMap<>();
    public final Map<String, FirewallRow> firewalls = new LinkedHashMap<>();
    public final Map<String, BalancerRow> balancers = new LinkedHashMap<>();
    public final Ids ids;

    public final Owners owners;
    public final Tags tags = new Tags();
    public final EventLog events = new EventLog();

    private int secondaryIpsMade;
    private int rulesMade;

    /** @throws IllegalArgumentException if one part of the layout names another that is not there */
    public ZoneTables(ZoneLayout layout, Ids ids) {
        this.ids = ids;
        this.owners = new Owners(layout);
        new LayoutLoader(this).load(layout);
    }

    /** The row whose id a parameter holds, if the caller may use it. */
    public <T extends Owned> T require(Map<String, T> table, Request request, String parameter) {
        T row = look(table, request, parameter);
        if (!request.scope().mayUse(row.owner())) {
            throw Refusal.foreign(request.scope().caller());
        }
        return row;
    }

    private static <T extends Owned> T look(Map<String, T> table, Request request, String parameter) {
        String id = request.required(parameter);
        T row = table.get(id);
        if (row == null || !row.isThere()) {
            throw Refusal.unknown(request.command(), parameter, id);
        }
        return row;
    }

    /** As {@link #require}, for a parameter that may be left out. */
    public <T extends Owned> Optional<T> find(Map<String, T> table, Request request, String parameter) {
        return request.text(parameter).isPresent() ? Optional.of(require(table, request, parameter)) : Optional.empty();
    }

    /** As {@link #find}, for lists, which show nothing of others and so need not refuse. */
    public <T extends Owned> Optional<T> filter(Map<String, T> table, Request request, String parameter) {
        return request.text(parameter).isPresent() ? Optional.of(look(table, request, parameter)) : Optional.empty();
    }

    public SecondaryIpRow add(String id, IpAddress address, NicRow nic, long addedAt) {
        SecondaryIpRow row = new SecondaryIpRow(++secondaryIpsMade, id, address, nic, addedAt);
        nic.secondaryIps.add(row);
        secondaryIps.put(id, row);
        return row;
    }

    public void remove(SecondaryIpRow row) {
        row.nic.secondaryIps.remove(row);
        secondaryIps.remove(row.id);
    }

    public int nextRuleNumber() {
        return ++rulesMade;
    }

    public Stream<ForwardRow> forwardsOf(PublicIpRow publicIp) {
        return forwards.values().stream().filter(rule -> rule.publicIp == publicIp);
    }

    public Stream<FirewallRow> firewallsOf(PublicIpRow publicIp) {
        return firewalls.values().stream().filter(rule -> rule.publicIp == publicIp);
    }

    public boolean isThere(ForwardRow rule) {
        return forwards.get(rule.id) == rule;
    }

    public Stream<BalancerRow> balancersOf(PublicIpRow publicIp) {
        return balancers.values().stream().filter(rule -> rule.publicIp == publicIp);
    }

    public void remove(ForwardRow rule) {
        forwards.remove(rule.id);
        tags.drop(rule.id);
        releaseFromTier(rule.publicIp);
    }

    public void remove(FirewallRow rule) {
        firewalls.remove(rule.id);
        tags.drop(rule.id);
    }

    public void remove(BalancerRow rule) {
        balancers.remove(rule.id());
        tags.drop(rule.id());
        releaseFromTier(rule.publicIp);
    }

    /** An address of a VPC leaves its tier with the last thing that used it there. */
    public void releaseFromTier(PublicIpRow publicIp) {
        boolean used = publicIp.staticNat().isPresent()
                || forwardsOf(publicIp).findAny().isPresent()
                || balancersOf(publicIp).findAny().isPresent();
        if (!publicIp.vpcId.isEmpty() && !used) {
            publicIp.leaveTier();
        }
    }

    /** The address goes back to the provider with all that leads to it; who gets it next knows it by another id. */
    public void release(PublicIpRow publicIp) {
        forwardsOf(publicIp).toList().forEach(this::remove);
        firewallsOf(publicIp).toList().forEach(this::remove);
        balancersOf(publicIp).toList().forEach(this::remove);
        publicIps.remove(publicIp.id);
        tags.drop(publicIp.id);
        PublicIpRow spare = new PublicIpRow(publicIp.number, ids.next(), publicIp.address, false);
        spare.owner = owners.first();
        publicIps.put(spare.id, spare);
    }

    /** The machine's addresses, its rules and its static NAT go; the public addresses stay. */
    public void expunge(MachineRow machine) {
        machine.state = PowerState.EXPUNGED;
        tags.drop(machine.id);
        for (NicRow nic : machine.nics) {
            List.copyOf(nic.secondaryIps).forEach(this::remove);
            nics.remove(nic.id);
            tags.drop(nic.id);
        }
        List<ForwardRow> rules = forwards.values().stream()
                .filter(rule -> rule.machine == machine)
                .toList();
        for (ForwardRow rule : rules) {
            rule.opened().ifPresent(this::remove);
            remove(rule);
        }
        balancers.values().forEach(rule -> rule.members.removeIf(member -> member.machine() == machine));
        for (PublicIpRow publicIp : publicIps.values()) {
            if (publicIp.staticNat().filter(nat -> nat.machine() == machine).isPresent()) {
                firewallsOf(publicIp).toList().forEach(this::remove);
                publicIp.endStaticNat();
                releaseFromTier(publicIp);
            }
        }
    }
}
