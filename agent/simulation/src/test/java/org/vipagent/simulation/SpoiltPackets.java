package org.vipagent.simulation;

import org.vipagent.engine.PacketPort;
import org.vipagent.node.NodeEffect;

/** Wires that do not do one thing. */
final class SpoiltPackets {
    private SpoiltPackets() {}

    /** Leaves every twentieth advert out. */
    static PacketPort forgetful(PacketPort real) {
        return new ForwardingPacketPort(real) {
            private int number;

            @Override
            public void send(NodeEffect.SendPacket packet) {
                if (++number % 20 != 0) {
                    super.send(packet);
                }
            }
        };
    }

    /** Reads packets and does not care. */
    static PacketPort deaf(PacketPort real) {
        return new ForwardingPacketPort(real) {
            @Override
            public void drain(Receiver receiver, int limit) {
                super.drain((device, datagram) -> {}, limit);
            }
        };
    }

    /** Leaves packets unread. */
    static PacketPort unread(PacketPort real) {
        return new ForwardingPacketPort(real) {
            @Override
            public void drain(Receiver receiver, int limit) {}
        };
    }

    /** Sends no gratuitous ARP. */
    static PacketPort mute(PacketPort real) {
        return new ForwardingPacketPort(real) {
            @Override
            public void announce(NodeEffect.AnnounceAddresses announcement) {}
        };
    }

    /** Repeats its last advert for each packet that is read. */
    static PacketPort answering(PacketPort real) {
        return new ForwardingPacketPort(real) {
            private NodeEffect.SendPacket last;

            @Override
            public void drain(Receiver receiver, int limit) {
                super.drain(
                        (device, datagram) -> {
                            receiver.received(device, datagram);
                            if (last != null) {
                                real.send(last);
                            }
                        },
                        limit);
            }

            @Override
            public void send(NodeEffect.SendPacket packet) {
                last = packet;
                super.send(packet);
            }
        };
    }
}
