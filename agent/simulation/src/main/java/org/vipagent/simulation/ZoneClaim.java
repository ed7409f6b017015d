package org.vipagent.simulation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Target;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;

/** Something that an instance claims beside its address and the rules that lead to that. */
interface ZoneClaim {
    /** In the words of the configuration. */
    List<Claim> claims();

    /** Puts what the operator has to make, and what a node has from an earlier life, into a zone. */
    void prepare(ZoneLayout.Builder layout, Ground ground);

    /** What does not yet lead to the master. */
    List<String> missing(ZoneSnapshot zone, Seat master);

    /** What an operator can undo by mistake. */
    List<Deed> deeds(ZoneSnapshot zone);

    /** Whether that rule is the claim's own. */
    default boolean owns(ZoneSnapshot.PortForward rule) {
        return false;
    }

    /**
     * What a zone is made on.
     *
     * @param vpc the VPC that the network is a tier of; empty for none
     * @param holder whom the claims lead to at the beginning, if to anybody
     */
    record Ground(String network, String vpc, Optional<Seat> holder) {
        ZoneLayout.PublicIp publicIp(String id, IpAddress address) {
            return vpc.isEmpty()
                    ? ZoneLayout.PublicIp.of(id, address.toString(), network)
                    : ZoneLayout.PublicIp.ofVpc(id, address.toString(), vpc);
        }
    }

    /** A request that an operator sends by hand. */
    record Deed(String words, Map<String, String> request) {}

    /**
     * Where a claim leads.
     *
     * @param virtual the instance's address
     * @param primary whether it leads to the primary address of the master's machine instead
     */
    record Goal(IpAddress virtual, boolean primary) {
        Target target() {
            return primary ? new Target.Primary() : new Target.Virtual(virtual);
        }

        IpAddress at(Seat seat) {
            return primary ? seat.address(AddressFamily.INET) : virtual;
        }
    }
}
