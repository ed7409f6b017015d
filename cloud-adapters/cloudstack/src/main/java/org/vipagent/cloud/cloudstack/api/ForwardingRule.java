package org.vipagent.cloud.cloudstack.api;

import java.util.Optional;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;

/**
 * A port-forwarding rule.
 *
 * @param protocol in lower case
 * @param guestIp empty in answers of old servers, where it is the machine's primary address
 * @param networkId empty in answers of old servers
 * @param state {@code Active} once the router has it; {@code Staged}, {@code Add} and {@code Deleting} are not done
 * @param cidrList whom the rule admits; empty for everyone
 */
public record ForwardingRule(
        String id,
        String publicIpId,
        String protocol,
        PortRange publicPorts,
        PortRange privatePorts,
        String machineId,
        String machineName,
        Optional<IpAddress> guestIp,
        Optional<String> networkId,
        String state,
        String cidrList) {
    /** What at most one rule can take. */
    public record Slot(String publicIpId, String protocol, PortRange publicPorts) {}

    public Slot slot() {
        return new Slot(publicIpId, protocol, publicPorts);
    }

    public boolean isActive() {
        return state.equals("Active");
    }

    /** Whether it takes some port of that range on its public address. */
    public boolean overlaps(PortRange ports) {
        return publicPorts.first() <= ports.last() && ports.first() <= publicPorts.last();
    }

    /** Whether that rule of the same public address's firewall is for exactly its ports. */
    public boolean isOpenedBy(FirewallRule opening) {
        return protocol.equals(opening.protocol())
                && opening.ports().filter(publicPorts::equals).isPresent();
    }

    /** The same rule with its target filled in. */
    public ForwardingRule leadingTo(Optional<IpAddress> target) {
        return new ForwardingRule(
                id,
                publicIpId,
                protocol,
                publicPorts,
                privatePorts,
                machineId,
                machineName,
                target,
                networkId,
                state,
                cidrList);
    }

    /** Where it leads, for people. */
    public String describeTarget() {
        return guestIp.map(IpAddress::toString).orElse("?") + " " + privatePorts + " (" + machineName + ")";
    }
}
