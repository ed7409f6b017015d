package org.vipagent.cloud.simulator;

import java.util.Optional;
import org.vipagent.net.PortRange;

/** A firewall rule of a public address in the zone's database. */
final class FirewallRow {
    final int number;
    final String id;
    final PublicIpRow publicIp;
    final NetworkRow network;
    final Matching matching;
    RuleState state = RuleState.ADD;

    FirewallRow(int number, String id, PublicIpRow publicIp, NetworkRow network, Matching matching) {
        this.number = number;
        this.id = id;
        this.publicIp = publicIp;
        this.network = network;
        this.matching = matching;
    }

    /**
     * What a rule lets through.
     *
     * @param protocol {@code tcp}, {@code udp} or {@code icmp}
     * @param ports empty for all
     * @param cidrs separated by commas, in the order in which they were given
     */
    record Matching(String protocol, Optional<PortRange> ports, String cidrs) {}
}
