package org.vipagent.node;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.Stage;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Transport;

/** What a node wants done in the world. */
public sealed interface NodeEffect {
    /**
     * Send one advert.
     *
     * @param identification of the IPv4 header, 1 to 65535, where it is covered by a digest; 0 = the kernel's choice
     * @param pdu the IP payload: the VRRP message, with an authentication header before it or a trailer behind it where
     *     configured
     */
    @SuppressWarnings("ArrayRecordComponent") // handed to the socket, never compared
    record SendPacket(
            InterfaceName device,
            Transport transport,
            IpAddress source,
            IpAddress destination,
            int ttl,
            int identification,
            byte[] pdu)
            implements NodeEffect {}

    /**
     * Tell the neighbours who has these addresses: one gratuitous ARP or unsolicited neighbour advertisement for each,
     * {@code repeat} times.
     */
    record AnnounceAddresses(InterfaceName device, List<IpAddress> addresses, int repeat) implements NodeEffect {}

    /**
     * Ask whether another station has this address, too; the answer comes back to {@link Node#claimed}.
     *
     * @param source of the question, an own address of the same machine; IPv4 asks without
     * @param address one of the virtual addresses that this node holds
     * @param everyone ask the whole segment, where the other routers cannot be reached by their group
     */
    record ProbeRivals(InterfaceName device, IpAddress source, IpAddress address, boolean everyone)
            implements NodeEffect {}

    /**
     * Ask whether a station is there, with an ordinary ARP request or a neighbour solicitation; the answer comes back to
     * {@link Node#claimed}.
     *
     * @param source of the question, an own address of this machine on that interface
     * @param address the station's, of the same family
     */
    record AskNeighbour(InterfaceName device, IpAddress source, IpAddress address) implements NodeEffect {}

    /**
     * Make the kernel hold exactly {@code wanted} out of {@code managed}, and renew their lifetimes. The newest
     * generation replaces an older one that has not begun.
     *
     * @param managed every address that this node may ever hold; what is in the kernel and in neither set is not ours
     */
    record ApplyAddresses(long generation, List<ManagedAddress> managed, Set<ManagedAddress> wanted)
            implements NodeEffect {}

    /**
     * Look at a cloud; the answer comes back to {@link Node#cloudLooked}.
     *
     * @param before only at what this stage is about to take away; empty for a look at everything
     */
    record LookAtCloud(String instance, String provider, long ticket, Claims claims, Optional<Stage> before)
            implements NodeEffect {
        /** A look at everything. */
        public LookAtCloud(String instance, String provider, long ticket, Claims claims) {
            this(instance, provider, ticket, claims, Optional.empty());
        }
    }

    /** Carry out a stage; what became of it comes back to {@link Node#cloudExecuted}. */
    record ExecuteStage(String instance, String provider, long ticket, Claims claims, Stage stage)
            implements NodeEffect {}

    /**
     * An instance became master, or ceased to be; or it follows another configuration of its cloud from now on, and what
     * was begun for the former one is not to be gone on with.
     *
     * @param ticket that of the writes which may be sent from now on; 0 when there are none
     */
    record MastershipChanged(String instance, long ticket) implements NodeEffect {}

    /**
     * Send and receive on these channels from now on, and on no others. Comes before any packet that needs one of them.
     */
    record UseChannels(Set<Channel> channels) implements NodeEffect {
        public UseChannels {
            channels = Set.copyOf(channels);
        }
    }

    /** Something for the journal and the log. */
    record Journal(NodeEvent event) implements NodeEffect {}

    /** Everything is given back; the process may end. */
    record Finished() implements NodeEffect {}
}
