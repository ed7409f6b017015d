package org.vipagent.cloud.simulator.tables;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.vipagent.cloud.simulator.api.Owned;
import org.vipagent.cloud.simulator.api.Owner;
import org.vipagent.net.IpAddress;

/** A load-balancer rule in the zone's database. */
public final class BalancerRow implements Owned {
    public final Name name;
    public final PublicIpRow publicIp;
    public final NetworkRow network;
    public final Balancing balancing;
    /** In the order in which they came. */
    public final Set<Member> members = new LinkedHashSet<>();

    public RuleState state = RuleState.ADD;

    public BalancerRow(Name name, PublicIpRow publicIp, NetworkRow network, Balancing balancing) {
        this.name = name;
        this.publicIp = publicIp;
        this.network = network;
        this.balancing = balancing;
    }

    /** By which number, id and name a rule is known. */
    public record Name(int number, String id, String text) {}

    /** From which ports to which port, and how the members take turns. */
    public record Balancing(ForwardRow.Published published, int privatePort, String algorithm) {}

    /** An address of a machine that gets its share. */
    public record Member(MachineRow machine, IpAddress address) {}

    public String id() {
        return name.id();
    }

    @Override
    public Owner owner() {
        return publicIp.owner();
    }

    /** The members' machines, each once. */
    public List<MachineRow> machines() {
        return members.stream().map(Member::machine).distinct().toList();
    }

    public List<IpAddress> addressesOf(MachineRow machine) {
        return members.stream()
                .filter(member -> member.machine() == machine)
                .map(Member::address)
                .toList();
    }
}
