package org.vipagent.cloud.simulator.tables;

import java.util.Optional;
import org.vipagent.cloud.simulator.api.Owned;
import org.vipagent.cloud.simulator.api.Owner;
import org.vipagent.net.PortRange;

/** A firewall rule of a public address in the zone's database. */
public final class FirewallRow implements Owned {
    public final int number;
    public final String id;
    public final PublicIpRow publicIp;
    public final NetworkRow network;
    public final Matching matching;
    public RuleState state = RuleState.ADD;

    public FirewallRow(int number, String id, PublicIpRow publicIp, NetworkRow network, Matching matching) {
        this.number = number;
        this.id = id;
        this.publicIp = publicIp;
        this.network = network;
        this.matching = matching;
    }

    @Override
    public Owner owner() {
        return publicIp.owner();
    }

    /**
     * What a rule lets through.
     *
     * @param protocol {@code tcp}, {@code udp} or {@code icmp}
     * @param ports empty for all
     * @param cidrs separated by commas, in the order in which they were given
     */
    public record Matching(String protocol, Optional<PortRange> ports, String cidrs) {}
}
