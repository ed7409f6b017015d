package org.vipagent.engine;

import java.util.Set;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.node.Channel;
import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.wire.Datagram;

/** The wire. Called by the engine thread only; never blocks, never throws for what the network does. */
public interface PacketPort {
    /** Takes what {@link #drain} found. */
    interface Receiver {
        void received(InterfaceName device, Datagram datagram);

        /**
         * A station that is not this machine answered for an address, or announced it.
         *
         * @param address any, not only ours
         */
        default void claimed(InterfaceName device, IpAddress address, MacAddress station) {}
    }

    /**
     * Hands over the packets that wait in the sockets.
     *
     * @param limit at most that many, so that a flood cannot keep the engine from its deadlines
     */
    void drain(Receiver receiver, int limit);

    /** From now on there are these channels and no others; what waits in one that goes is lost. */
    void use(Set<Channel> channels);

    /** Sends one advert; a failure is counted and journalled by the port. */
    void send(NodeEffect.SendPacket packet);

    /** Asks for an address that we hold; what answers is handed over by {@link #drain}. */
    void probe(NodeEffect.ProbeRivals question);

    /** Asks whether a station is there; what answers is handed over by {@link #drain}. */
    void ask(NodeEffect.AskNeighbour question);

    /** Sends gratuitous ARP and unsolicited neighbour advertisements. */
    void announce(NodeEffect.AnnounceAddresses announcement);
}
