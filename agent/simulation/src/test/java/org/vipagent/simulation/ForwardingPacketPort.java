package org.vipagent.simulation;

import java.util.Set;
import org.vipagent.engine.PacketPort;
import org.vipagent.node.Channel;
import org.vipagent.node.NodeEffect;

/** The wire of a simulated node, to be spoilt in one thing by whoever extends it. */
class ForwardingPacketPort implements PacketPort {
    private final PacketPort real;

    ForwardingPacketPort(PacketPort real) {
        this.real = real;
    }

    @Override
    public void drain(Receiver receiver, int limit) {
        real.drain(receiver, limit);
    }

    @Override
    public void use(Set<Channel> channels) {
        real.use(channels);
    }

    @Override
    public void send(NodeEffect.SendPacket packet) {
        real.send(packet);
    }

    @Override
    public void probe(NodeEffect.ProbeRivals question) {
        real.probe(question);
    }

    @Override
    public void ask(NodeEffect.AskNeighbour question) {
        real.ask(question);
    }

    @Override
    public void announce(NodeEffect.AnnounceAddresses announcement) {
        real.announce(announcement);
    }
}
