package org.vipagent.cloud;

import java.util.List;
import java.util.Optional;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/**
 * A firewall rule that lets traffic in at a public address (CloudStack: {@code createFirewallRule}). Made if it is
 * missing, never removed: it belongs to the address, whoever is master.
 *
 * @param publicIp the public address
 * @param protocol TCP or UDP; empty for ICMP of every type
 * @param ports empty for ICMP
 * @param sources networks in CIDR notation that are let in, at least one; in the order of the configuration
 */
public record FirewallOpening(
        IpAddress publicIp, Optional<TransportProtocol> protocol, Optional<PortRange> ports, List<String> sources)
        implements Claim {
    public FirewallOpening {
        sources = List.copyOf(sources);
        if (protocol.isPresent() != ports.isPresent()) {
            throw new IllegalArgumentException("TCP and UDP have ports, ICMP has none");
        }
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("a firewall rule lets somebody in");
        }
    }

    @Override
    public String describe() {
        String what = protocol.map(p -> p + " " + ports.orElseThrow()).orElse("icmp");
        return "firewall " + publicIp + " " + what + " " + String.join(" ", sources);
    }
}
