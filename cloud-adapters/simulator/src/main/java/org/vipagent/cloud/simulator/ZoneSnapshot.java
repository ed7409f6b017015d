package org.vipagent.cloud.simulator;

import java.util.List;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/**
 * Who holds what in a zone at one instant: for status lines and invariants. Immutable.
 *
 * @param machines all virtual machines, destroyed and expunged ones too
 * @param secondaryIps all secondary addresses, oldest first
 * @param portForwards all port-forwarding rules, oldest first
 * @param staticNats the public addresses with static NAT
 * @param firewallRules all firewall rules, oldest first
 * @param balancers all load-balancer rules, oldest first
 * @param jobsPending asynchronous jobs that have not ended
 */
public record ZoneSnapshot(
        List<Machine> machines,
        List<SecondaryIp> secondaryIps,
        List<PortForward> portForwards,
        List<StaticNat> staticNats,
        List<Firewall> firewallRules,
        List<Balancer> balancers,
        int jobsPending) {
    public ZoneSnapshot {
        machines = List.copyOf(machines);
        secondaryIps = List.copyOf(secondaryIps);
        portForwards = List.copyOf(portForwards);
        staticNats = List.copyOf(staticNats);
        firewallRules = List.copyOf(firewallRules);
        balancers = List.copyOf(balancers);
    }

    /** A zone without load-balancer rules. */
    public ZoneSnapshot(
            List<Machine> machines,
            List<SecondaryIp> secondaryIps,
            List<PortForward> portForwards,
            List<StaticNat> staticNats,
            List<Firewall> firewallRules,
            int jobsPending) {
        this(machines, secondaryIps, portForwards, staticNats, firewallRules, List.of(), jobsPending);
    }

    /**
     * A virtual machine.
     *
     * @param state {@code Running}, {@code Stopped}, {@code Destroyed} or {@code Expunged}
     */
    public record Machine(String id, String name, String state) {}

    /**
     * A secondary address.
     *
     * @param machine the display name of the virtual machine that holds the address
     */
    public record SecondaryIp(String id, IpAddress address, String machine, String nicId) {}

    /**
     * A port-forwarding rule.
     *
     * @param machine the display name of the virtual machine that the rule names
     * @param state {@code Add}, {@code Active} or {@code Deleting}; only {@code Active} is programmed
     */
    public record PortForward(
            String id, Endpoint published, String machine, IpAddress target, PortRange privatePorts, String state) {
        public boolean isActive() {
            return state.equals("Active");
        }
    }

    /** The public side of a rule. */
    public record Endpoint(IpAddress publicIp, TransportProtocol protocol, PortRange ports) {}

    /**
     * Static NAT of a public address.
     *
     * @param target the address inside; may be held by nobody
     */
    public record StaticNat(IpAddress publicIp, String machine, IpAddress target) {}

    /**
     * A firewall rule of a public address.
     *
     * @param ports from and to as the API writes them, or empty for all
     */
    public record Firewall(String id, IpAddress publicIp, String protocol, String ports, String cidrs, String state) {}

    /**
     * A load-balancer rule.
     *
     * @param members addresses and the display names of their machines, in the order in which they came
     */
    public record Balancer(String id, String name, Endpoint published, List<Member> members, String state) {
        public Balancer {
            members = List.copyOf(members);
        }
    }

    /** A member of a load-balancer rule. */
    public record Member(String machine, IpAddress address) {}

    /** Display names of the machines that hold a secondary address; more than one only after a race. */
    public List<String> holders(IpAddress address) {
        return secondaryIps.stream()
                .filter(ip -> ip.address().equals(address))
                .map(SecondaryIp::machine)
                .toList();
    }
}
