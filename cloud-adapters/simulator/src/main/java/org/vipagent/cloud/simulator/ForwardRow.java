package org.vipagent.cloud.simulator;

import java.util.Optional;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/** A port-forwarding rule in the zone's database. */
final class ForwardRow {
    final int number;
    final String id;
    final PublicIpRow publicIp;
    final NetworkRow network;
    final Published published;
    MachineRow machine;
    IpAddress target;
    PortRange privatePorts;
    RuleState state = RuleState.ADD;

    private FirewallRow opened;

    ForwardRow(int number, String id, PublicIpRow publicIp, NetworkRow network, Published published) {
        this.number = number;
        this.id = id;
        this.publicIp = publicIp;
        this.network = network;
        this.published = published;
    }

    /** What is forwarded. */
    record Published(TransportProtocol protocol, PortRange ports) {
        boolean overlaps(Published other) {
            return protocol == other.protocol
                    && ports.first() <= other.ports.last()
                    && other.ports.first() <= ports.last();
        }
    }

    /** Points the rule to an address of a machine. */
    void leadTo(MachineRow newMachine, IpAddress newTarget) {
        machine = newMachine;
        target = newTarget;
    }

    /** The firewall rule that was made together with this one ({@code openfirewall}) and goes with it. */
    Optional<FirewallRow> opened() {
        return Optional.ofNullable(opened);
    }

    void opens(FirewallRow rule) {
        opened = rule;
    }
}
