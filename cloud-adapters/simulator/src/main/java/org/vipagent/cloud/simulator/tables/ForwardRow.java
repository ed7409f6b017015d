package org.vipagent.cloud.simulator.tables;

import java.util.Optional;
import org.vipagent.cloud.simulator.api.Owned;
import org.vipagent.cloud.simulator.api.Owner;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/** A port-forwarding rule in the zone's database. */
public final class ForwardRow implements Owned {
    public final int number;
    public final String id;
    public final PublicIpRow publicIp;
    public final NetworkRow network;
    public final Published published;
    public MachineRow machine;
    public IpAddress target;
    public PortRange privatePorts;
    /** Whom it admits, as it was asked for; empty for everyone. */
    public String cidrList = "";

    public RuleState state = RuleState.ADD;
    public long createdAt = SecondaryIpRow.FROM_THE_START;

    private FirewallRow opened;

    public ForwardRow(int number, String id, PublicIpRow publicIp, NetworkRow network, Published published) {
        this.number = number;
        this.id = id;
        this.publicIp = publicIp;
        this.network = network;
        this.published = published;
    }

    @Override
    public Owner owner() {
        return publicIp.owner();
    }

    /** What is forwarded. */
    public record Published(TransportProtocol protocol, PortRange ports) {
        public boolean overlaps(Published other) {
            return protocol == other.protocol
                    && ports.first() <= other.ports.last()
                    && other.ports.first() <= ports.last();
        }
    }

    /** Points the rule to an address of a machine. */
    public void leadTo(MachineRow newMachine, IpAddress newTarget) {
        machine = newMachine;
        target = newTarget;
    }

    /** The firewall rule that was made together with this one ({@code openfirewall}) and goes with it. */
    public Optional<FirewallRow> opened() {
        return Optional.ofNullable(opened);
    }

    public void opens(FirewallRow rule) {
        opened = rule;
    }
}
