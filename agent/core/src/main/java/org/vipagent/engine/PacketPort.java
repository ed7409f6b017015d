package org.vipagent.engine;

import org.vipagent.net.InterfaceName;
import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.wire.Datagram;

/** The wire. Called by the engine thread only; never blocks, never throws for what the network does. */
public interface PacketPort {
    /** Takes what {@link #drain} found. */
    interface Receiver {
        void received(InterfaceName device, Datagram datagram);
    }

    /**
     * Hands over the packets that wait in the sockets.
     *
     * @param limit at most that many, so that a flood cannot keep the engine from its deadlines
     */
    void drain(Receiver receiver, int limit);

    /** Sends one advert; a failure is counted and journalled by the port. */
    void send(NodeEffect.SendPacket packet);

    /** Sends gratuitous ARP and unsolicited neighbour advertisements. */
    void announce(NodeEffect.AnnounceAddresses announcement);
}
